using ScimFilter.Repl.Commands;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Matching;

/// <summary>Reads lines such as <c>{"id":"w1","types":["com.example.created"],"filter":"..."}</c>.</summary>
internal sealed class SubscriptionReader(FilterCompiler compiler)
{
    // Subscriptions are many and event types are few: one string for each.
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    /// <summary>Reads a line.</summary>
    /// <exception cref="InputFormatException">The line is no subscription, or its filter cannot be had; the message holds the picture.</exception>
    public Subscription Read(ReadOnlyMemory<byte> line)
    {
        JsonLine members = JsonLine.Parse(line);
        string id = members.RequireString("id");
        IReadOnlyList<string> types = [.. members.OptionalStrings("types").Distinct(StringComparer.Ordinal).Select(Share)];
        string? text = members.OptionalString("filter");
        if (text is null)
        {
            return new Subscription(id, types, null);
        }

        return FilterText.Compile(text, compiler, out string pictures) is { } filter
            ? new Subscription(id, types, filter)
            : throw new InputFormatException($"the filter of \"{id}\" cannot be used\n{pictures}");
    }

    private string Share(string type)
    {
        if (!_types.TryGetValue(type, out string? shared))
        {
            _types.Add(type, shared = type);
        }

        return shared;
    }
}
