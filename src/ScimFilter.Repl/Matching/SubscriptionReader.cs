using ScimFilter.Repl.Commands;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Matching;

/// <summary>
/// Reads a file of lines such as <c>{"id":"w1","types":["com.example.created"],"filter":"..."}</c>, one after the other, and
/// reports those that cannot be used. Of what it read it keeps the line at hand alone.
/// </summary>
internal sealed class SubscriptionReader(InputFile file, Progress progress)
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
        Report($"the filter of \"{subscription.Key}\" cannot be used\n{FilterText.Draw(_filter, errors)}");

    private Subscription<string>? Read(InputLine line)
    {
        _line = line.Number;
        try
        {
            _members.Read(line.Text).RefuseUnknown("id", "types", "filter");
            string id = WholeText.Require(_members.RequireString("id"), "id");
            IReadOnlyList<string> types = _types.Of(_members);
            if (_members.OptionalString("filter") is not { } text)
            {
                return new Subscription<string>(id, types, null);
            }

            _filter = text;
            if (FilterExpression.TryParse(text, out FilterExpression? filter, out FilterError? error))
            {
                return new Subscription<string>(id, types, filter);
            }

            Report($"the filter of \"{id}\" cannot be used\n{error.Draw(text)}");
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
