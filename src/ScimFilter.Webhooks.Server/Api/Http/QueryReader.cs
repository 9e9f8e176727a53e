using System.Collections.Immutable;
using System.Globalization;

namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>
/// Reads the parameters of a query and collects what is wrong with them. A parameter without a text counts as one that is not there.
/// </summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private const int MaxLimit = 100;
    private const int DefaultLimit = 20;
    private const int MaxTextLength = 4_096;

    // A cursor has the key of a row in it, which may be a URL of 2,048 characters of three bytes each.
    private const int MaxCursorLength = 12 << 10;

    private readonly List<ApiError> _errors = [];

    public string? Text(string name) => Text(name, MaxTextLength);

    /// <summary>Reads texts that commas separate.</summary>
    public ImmutableArray<string> Texts(string name) => Texts(name, int.MaxValue);

    /// <summary>Reads so many texts at most.</summary>
    public ImmutableArray<string> Texts(string name, int most)
    {
        ImmutableArray<string> texts = Text(name) is { } text
            ? [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)]
            : [];
        if (texts.Length > most)
        {
            _errors.Add(ApiErrors.Query(name, $"'{name}' has {most} entries at most."));
        }

        return texts;
    }

    private string? Text(string name, int maxLength)
    {
        string? text = query[name];
        if (query[name].Count > 1)
        {
            _errors.Add(ApiErrors.Query(name, $"'{name}' stands more than once."));
            return null;
        }

        if (text?.Length > maxLength)
        {
            _errors.Add(ApiErrors.Query(name, $"'{name}' has {maxLength} characters at most."));
            return null;
        }

        // No value here has one, and the store's patterns end at it.
        if (text?.Contains('\0', StringComparison.Ordinal) == true)
        {
            _errors.Add(ApiErrors.Query(name, $"'{name}' has the character U+0000 in it."));
            return null;
        }

        return string.IsNullOrEmpty(text) ? null : text;
    }

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => Fault<bool?>(name, "'true' or 'false'"),
    };

    public int Limit() => Text("limit") is not { } text ? DefaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit is >= 1 and <= MaxLimit ? limit
        : Fault<int>("limit", "a whole number from 1 to 100");

    /// <summary>Reads one of a few words.</summary>
    public T Word<T>(string name, T otherwise, string words, Func<string, T?> map)
        where T : struct => Text(name) is not { } text ? otherwise : map(text) ?? Fault<T>(name, words);

    /// <summary>Reads a field to sort by. A plus sign that was not escaped has become a space.</summary>
    public T Sort<T>(T otherwise, params ReadOnlySpan<(string Name, T Order)> orders)
    {
        if (Text("sort") is not { } text)
        {
            return otherwise;
        }

        string name = text[0] is ' ' or '+' ? text[1..] : text;
        foreach ((string known, T order) in orders)
        {
            if (string.Equals(known, name, StringComparison.Ordinal))
            {
                return order;
            }
        }

        string names = string.Join(", ", orders.ToArray().Select(order => $"'{order.Name}'"));
        return Fault<T>("sort", $"one of {names}")!;
    }

    /// <summary>Reads the cursor: <c>next</c> or <c>prev</c>.</summary>
    public string? Cursor()
    {
        string? next = Text("next", MaxCursorLength);
        string? previous = Text("prev", MaxCursorLength);
        if (next is not null && previous is not null)
        {
            _errors.Add(ApiErrors.Query("prev", "'next' and 'prev' cannot stand together."));
        }

        return next ?? previous;
    }

    /// <exception cref="ApiException">Something was wrong.</exception>
    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0)
        {
            throw ApiException.BadRequest(_errors);
        }
    }

    private T? Fault<T>(string name, string expected)
    {
        _errors.Add(ApiErrors.Query(name, $"'{name}' must be {expected}."));
        return default;
    }
}
