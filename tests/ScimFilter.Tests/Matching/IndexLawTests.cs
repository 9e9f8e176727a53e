using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using ScimFilter.Oracle;
using ScimFilter.Tests.Properties;

namespace ScimFilter.Tests.Matching;

/// <summary>Law 5: the index gives exactly what one-by-one evaluation gives, after any sequence of changes.</summary>
public class IndexLawTests
{
    private static readonly string[][] _types = [[], [], ["x"], ["y"], ["x", "y"], ["x", "y", "z", "é"]];

    [Property(MaxTest = 150, Arbitrary = [typeof(Generators)])]
    public void The_index_answers_as_one_by_one_evaluation_does(FilterExpression[] filters, EventText[] events, bool caseExact, int seed) =>
        Run(filters, events, caseExact, new SubscriptionIndexOptions { Compiler = Compiler(caseExact) }, seed);

    [Property(MaxTest = 50, Arbitrary = [typeof(Generators)])]
    public void It_does_with_the_tightest_limits_too(FilterExpression[] filters, EventText[] events, int seed) =>
        Run(filters, events, false, new SubscriptionIndexOptions { Compiler = Compiler(false), MaxTemplates = 2, MaxAlternatives = 1 },
            seed);

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_quarter_of_a_million_random_changes_later_it_still_does(int seed)
    {
        const int keys = 300;
        var random = new Random(seed);
        FilterExpression[] filters = [.. Gen.Sample(Generators.Filters().Generator, 400)];
        EventText[] events = [.. Gen.Sample(Generators.Events().Generator, 40)];
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { Compiler = Compiler(false) });
        var naive = new NaiveIndex(caseExact: false);
        for (int i = 0; i < 250_000 / keys; i++)
        {
            for (int j = 0; j < keys; j++)
            {
                Change(index, naive, random, filters, keys);
            }

            if (i % 40 == 0)
            {
                AssertSame(index, naive, events);
            }
        }

        AssertSame(index, naive, events);
    }

    private static FilterCompiler Compiler(bool caseExact) => new(new FilterCompilerOptions { CaseExact = caseExact });

    private static void Run(FilterExpression[] filters, EventText[] events, bool caseExact, SubscriptionIndexOptions options, int seed)
    {
        var random = new Random(seed);
        var index = new SubscriptionIndex<int>(options);
        var naive = new NaiveIndex(caseExact);
        for (int round = 0; round < 5; round++)
        {
            for (int i = 0; i < 40 && filters.Length > 0; i++)
            {
                Change(index, naive, random, filters, keys: 60);
            }

            AssertSame(index, naive, events);
        }
    }

    private static void Change(SubscriptionIndex<int> index, NaiveIndex naive, Random random, FilterExpression[] filters, int keys)
    {
        int key = random.Next(keys);
        FilterExpression? filter = random.Next(8) == 0 ? null : filters[random.Next(filters.Length)];
        string[] types = _types[random.Next(_types.Length)];
        int priority = random.Next(3) == 0 ? random.Next(-2, 3) : 0;
        switch (random.Next(2_000))
        {
            case 0:
                index.Clear();
                naive.Clear();
                break;
            case < 20:
                var first = new Subscription<int>(key, types, filter) { Priority = priority };
                Subscription<int>[] many =
                    [.. Enumerable.Range(0, random.Next(30)).Select(i => first with { Id = (key + (i * 7)) % keys })];
                index.Load(many);
                Array.ForEach(many, one => naive.Set(one.Id, one.EventTypes, one.Filter, one.Priority));
                break;
            case < 700:
                Assert.Equal(naive.Remove(key), index.Remove(key));
                break;
            default:
                index.Set(key, types, filter, priority);
                naive.Set(key, types, filter, priority);
                break;
        }
    }

    private static void AssertSame(SubscriptionIndex<int> index, NaiveIndex naive, EventText[] events)
    {
        Assert.Equal(naive.Count, index.Count);
        byte[][] texts = [.. events.Select(one => Encoding.UTF8.GetBytes(one.Json))];
        var batch = texts.Select(_ => new List<int>()).ToArray();
        index.Match([.. texts.Select(text => new ReadOnlyMemory<byte>(text))], (number, key) => batch[number].Add(key));
        for (int i = 0; i < texts.Length; i++)
        {
            using JsonDocument document = JsonDocument.Parse(texts[i]);
            int[] expected = naive.Match(document.RootElement);
            Assert.Equal(expected, Sorted(index.Match(texts[i])));
            Assert.Equal(expected, Sorted(index.Match(document.RootElement)));
            Assert.Equal(expected, batch[i].Order());
            Assert.Equal(naive.First(expected), index.TryMatchFirst(texts[i], out int first) ? first : null);
            Assert.Equal(naive.First(expected), index.TryMatchFirst(document.RootElement, out first) ? first : null);
        }
    }

    private static List<int> Sorted(SubscriptionMatches<int> matches)
    {
        var keys = new List<int>();
        foreach (int key in matches)
        {
            keys.Add(key);
        }

        keys.Sort();
        return keys;
    }
}
