using System.Diagnostics;
using ScimFilter.Repl.Io;
using ScimFilter.Repl.Matching;
using ScimFilter.Repl.Printing;

namespace ScimFilter.Repl.Commands;

/// <summary><c>match --subscriptions FILE --events FILE</c>: for each event the subscriptions that it matches.</summary>
internal sealed class MatchCommand(Channels channels, FilterOptions parsing, FilterCompilerOptions options, TimeProvider time)
{
    private readonly SubscriptionIndex<string> _index = new(
        new SubscriptionIndexOptions { Compiler = new FilterCompiler(options) }, StringComparer.Ordinal);

    private readonly CompiledFilter _isJson =
        new FilterCompiler(options with { EventReading = EventReading.Strict, Schema = null }).Compile(FilterExpression.Parse("id pr"));

    private readonly MatchStatistics _statistics = new();
    private readonly List<string> _ids = [];

    /// <summary>Gets a value indicating whether figures go to standard error at the end.</summary>
    public bool ShowsStatistics { get; init; }

    public int Run(string subscriptionFile, string eventFile)
    {
        long memoryBefore = ShowsStatistics ? GC.GetTotalMemory(forceFullCollection: true) : 0;
        long start = Stopwatch.GetTimestamp();
        var subscriptions = new InputFile(subscriptionFile, channels);
        Load(subscriptions);
        if (!subscriptions.IsReadable)
        {
            // What would be printed now would look like an answer.
            return ExitCode.Trouble;
        }

        _statistics.LoadTime = Stopwatch.GetElapsedTime(start);
        _statistics.Bytes = ShowsStatistics ? GC.GetTotalMemory(forceFullCollection: true) - memoryBefore : 0;

        bool fine = Match(eventFile) && subscriptions.IsFine;
        if (ShowsStatistics)
        {
            channels.Error.Write(_statistics.Describe(_index.GetStatistics()));
        }

        return !fine ? ExitCode.Trouble : _statistics.Matches > 0 ? ExitCode.Success : ExitCode.No;
    }

    private void Load(InputFile file)
    {
        using var progress = new Progress(channels, time, "subscriptions");
        var reader = new SubscriptionReader(file, progress, parsing, options.Schema);
        _index.Load(reader.Read(), reader.Refuse);
    }

    private bool Match(string fileName)
    {
        using var output = new JsonOutput(channels.Output);
        using var progress = new Progress(channels, time, "events");
        var file = new InputFile(fileName, channels);
        long number = -1;
        foreach (InputLine line in file.Lines())
        {
            number++;
            progress.Advance();
            if (TryMatch(line, file, progress))
            {
                output.WriteLine(writer =>
                {
                    writer.WriteNumber("event", number);
                    writer.WriteStartArray("ids");
                    _ids.ForEach(writer.WriteStringValue);
                    writer.WriteEndArray();
                });
            }
        }

        return file.IsFine;
    }

    private bool TryMatch(InputLine line, InputFile file, Progress progress)
    {
        try
        {
            // A line that is not JSON is this command's business; what is measured is what the index takes for an event.
            _isJson.Matches(line.Text.Span);
            if (file.IsObject(line.Text.Span, line.Number))
            {
                Collect(line.Text.Span);
                return true;
            }
        }
        catch (EventFormatException failure)
        {
            progress.Clear();
            file.Report(line.Number, failure.Message);
        }

        return false;
    }

    private void Collect(ReadOnlySpan<byte> utf8Event)
    {
        _ids.Clear();
        long start = Stopwatch.GetTimestamp();
        foreach (string id in _index.Match(utf8Event))
        {
            _ids.Add(id);
        }

        _statistics.AddEvent(Stopwatch.GetElapsedTime(start), _ids.Count);
        _ids.Sort(StringComparer.Ordinal);
    }
}
