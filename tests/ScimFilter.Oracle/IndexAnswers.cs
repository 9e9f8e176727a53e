using System.Text.Json;
using ScimFilter.Oracle;

namespace ScimFilter.Oracle;

/// <summary>Asks an index in every way there is, and compares with what <see cref="NaiveIndex"/> says.</summary>
public sealed class IndexAnswers(SubscriptionIndex<int> index, NaiveIndex naive)
{
    /// <summary>How deep JSON is parsed for the oracle: far beyond what the library reads.</summary>
    private const int OracleDepth = 4096;

    private static readonly CompiledFilter _strict =
        new FilterCompiler(new FilterCompilerOptions { EventReading = EventReading.Strict }).Compile(FilterExpression.Parse("a pr"));

    public void RequireCount(int keys)
    {
        FaultException.Unless(index.Count == naive.Count, $"There are {naive.Count} subscriptions, not {index.Count}.");
        FaultException.Unless(Enumerable.Range(0, keys).Count(index.Contains) == naive.Count, "Contains does not know the keys.");
        FaultException.Unless(index.GetStatistics().Subscriptions == naive.Count, "The statistics count something else.");
    }

    /// <summary>One event, by all that takes one. Of one that is no JSON only an answer or the documented exception is asked.</summary>
    public void Require(byte[] json)
    {
        int[]? actual = Answer(() => Sorted(index.Match(json)));
        if (Answer(() => _strict.Matches(json) ? [1] : []) is null)
        {
            return;
        }

        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = OracleDepth });
        int[] expected = naive.Match(document.RootElement);
        RequireSame(expected, actual, json, "bytes");
        RequireSame(expected, Answer(() => Sorted(index.Match(document.RootElement))), json, "an element");
        RequireSame(expected, Answer(() => OnDictionary(document.RootElement)), json, "a dictionary");
        RequireBuffer(expected, json);
    }

    /// <summary>Many events at once.</summary>
    public void RequireBatch(IReadOnlyList<byte[]> events)
    {
        byte[][] wellFormed = [.. events.Where(json => Answer(() => _strict.Matches(json) ? [1] : []) is not null)];
        List<int>[] found = [.. wellFormed.Select(_ => new List<int>())];
        index.Match([.. wellFormed.Select(json => new ReadOnlyMemory<byte>(json))], (number, key) => found[number].Add(key));
        for (int i = 0; i < wellFormed.Length; i++)
        {
            using JsonDocument document = JsonDocument.Parse(wellFormed[i], new JsonDocumentOptions { MaxDepth = OracleDepth });
            RequireSame(naive.Match(document.RootElement), [.. found[i].Order()], wellFormed[i], "a batch");
        }
    }

    private void RequireBuffer(int[] expected, byte[] json)
    {
        int[] buffer = [-1, -1, -1];
        int count = index.Match(json, buffer);
        int[] written = buffer[..Math.Min(count, buffer.Length)];
        FaultException.Unless(
            count == expected.Length && written.Distinct().Count() == written.Length && written.All(expected.Contains)
            && buffer[written.Length..].All(key => key == -1),
            $"A small buffer gets {string.Join(',', buffer)}, {count} in all, of {string.Join(',', expected)}.");
    }

    // A dot in the name of an attribute separates two names, which it does not in JSON.
    private int[] OnDictionary(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object
            || element.EnumerateObject().Any(member => NaiveText.Of(member).Contains('.', StringComparison.Ordinal)))
        {
            return Sorted(index.Match(element));
        }

        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            attributes.TryAdd(NaiveText.Of(member), member.Value);
        }

        return Sorted(index.Match(attributes));
    }

    private static void RequireSame(int[] expected, int[]? actual, byte[] json, string way)
    {
        if (actual is null)
        {
            bool isDeep = JsonDepth.Of(json) > FilterCompilerOptions.Default.MaxEventDepth;
            FaultException.Unless(isDeep, $"The index refuses an event that is JSON, by {way}.");
            return;
        }

        FaultException.Unless(
            expected.SequenceEqual(actual),
            $"By {way} the index finds {string.Join(',', actual)}, the oracle {string.Join(',', expected)}.");
    }

    private static int[]? Answer(Func<int[]> match)
    {
        try
        {
            return match();
        }
        catch (EventFormatException)
        {
            return null;
        }
    }

    public static int[] Sorted(SubscriptionMatches<int> matches)
    {
        var keys = new List<int>();
        foreach (int key in matches)
        {
            keys.Add(key);
        }

        keys.Sort();
        return [.. keys];
    }
}
