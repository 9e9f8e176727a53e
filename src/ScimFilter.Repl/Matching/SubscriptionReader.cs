using ScimFilter.Repl.Commands;
using ScimFilter.Repl.Io;
using ScimFilter.Schema;

namespace ScimFilter.Repl.Matching;

/// <summary>
/// Reads a file of lines such as <c>{"id":"w1","types":["com.example.created"],"filter":"..."}</c>, one after the other, and
/// reports those that cannot be used. Of what it read it keeps the current line alone.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="progress">Counts the lines.</param>
/// <param name="parsing">How filters are parsed.</param>
/// <param name="schema">What filters are checked against, with the event types of their subscription; null for nothing.</param>
internal sealed class SubscriptionReader(InputFile file, Progress progress, FilterOptions parsing, FilterSchema? schema)
{
    private readonly JsonLine _members = new();
    private readonly EventTypeLists _types = new();
    private long _line;
    private string _filter = "";

    /// <summary>Gives subscription after subscription.</summary>
    public IEnumerable<Subscription<string>> Read()
    {
        foreach (InputLine line in file.Lines())
        {
            progress.Advance();
            if (Read(line) is { } subscription)
            {
                yield return subscription;
            }
        }
    }

    /// <summary>Reports that the subscription that was given last has a filter that is not valid.</summary>
    public void Refuse(Subscription<string> subscription, IReadOnlyList<FilterError> errors) =>
        Report($"the filter of \"{subscription.Id}\" cannot be used\n{FilterText.Draw(_filter, errors)}");

    private Subscription<string>? Read(InputLine line)
    {
        _line = line.Number;
        try
        {
            _members.Read(line.Text).RefuseUnknown("id", "types", "filter");
            string id = WholeText.Require(_members.RequireString("id"), "id");
            if (id.Length == 0)
            {
                throw new InputFormatException("\"id\" is empty");
            }

            IReadOnlyList<string> types = _types.Of(_members);
            if (_members.OptionalString("filter") is not { } text)
            {
                return new Subscription<string>(id, types, null);
            }

            _filter = text;
            IReadOnlyList<FilterError> errors =
                FilterExpression.TryParse(text, parsing, out FilterExpression? filter, out FilterError? error)
                ? schema?.Validate(filter, types) ?? []
                : [error];
            if (errors.Count == 0)
            {
                return new Subscription<string>(id, types, filter);
            }

            Report($"the filter of \"{id}\" cannot be used\n{FilterText.Draw(text, errors)}");
        }
        catch (InputFormatException failure)
        {
            Report(failure.Message);
        }

        return null;
    }

    private void Report(string message)
    {
        progress.Clear();
        file.Report(_line, message);
    }
}
