using System.Diagnostics;
using ScimFilter.Repl.Io;
using ScimFilter.Repl.Matching;
using ScimFilter.Repl.Printing;

namespace ScimFilter.Repl.Commands;

/// <summary><c>match --subscriptions FILE --events FILE</c>: for each event the subscriptions that it matches.</summary>
internal sealed class MatchCommand(Channels channels, FilterCompilerOptions options, TimeProvider time)
{
    private readonly MatchStatistics _statistics = new();
    private readonly List<string> _ids = [];

    /// <summary>Gets a value indicating whether figures go to standard error at the end.</summary>
    public bool ShowsStatistics { get; init; }

    public int Run(string subscriptionFile, string eventFile)
    {
        long memoryBefore = ShowsStatistics ? GC.GetTotalMemory(forceFullCollection: true) : 0;
        long start = Stopwatch.GetTimestamp();
        bool fine = Load(subscriptionFile, out SubscriptionSet subscriptions);
        _statistics.LoadTime = Stopwatch.GetElapsedTime(start);
        _statistics.Bytes = ShowsStatistics ? GC.GetTotalMemory(forceFullCollection: true) - memoryBefore : 0;

        fine &= Match(eventFile, subscriptions);
        if (ShowsStatistics)
        {
            channels.Error.Write(_statistics.ToString());
        }

        return fine ? ExitCode.Success : ExitCode.Trouble;
    }

    private bool Load(string fileName, out SubscriptionSet subscriptions)
    {
        var compiler = new FilterCompiler(options);
        var reader = new SubscriptionReader(compiler);
        var byId = new Dictionary<string, Subscription>(StringComparer.Ordinal);
        var file = new InputFile(fileName, channels);
        using var progress = new Progress(channels, time, "subscriptions");
        bool fine = file.ForEachLine((line, number) =>
        {
            progress.Advance();
            try
            {
                Subscription subscription = reader.Read(line);
                byId[subscription.Id] = subscription;
                return true;
            }
            catch (InputFormatException failure)
            {
                progress.Clear();
                file.Report(number, failure.Message);
                return false;
            }
        });
        subscriptions = new SubscriptionSet(byId.Values, compiler);
        _statistics.Subscriptions = byId.Count;
        return fine;
    }

    private bool Match(string fileName, SubscriptionSet subscriptions)
    {
        using var output = new JsonOutput(channels.Output);
        using var progress = new Progress(channels, time, "events");
        var file = new InputFile(fileName, channels);
        long index = -1;
        return file.ForEachLine((line, number) =>
        {
            index++;
            progress.Advance();
            try
            {
                long start = Stopwatch.GetTimestamp();
                subscriptions.Match(line.Span, _ids);
                _statistics.AddEvent(Stopwatch.GetElapsedTime(start), _ids.Count);
            }
            catch (EventFormatException failure)
            {
                progress.Clear();
                file.Report(number, failure.Message);
                return false;
            }

            output.WriteLine(writer =>
            {
                writer.WriteNumber("event", index);
                writer.WriteStartArray("ids");
                _ids.ForEach(writer.WriteStringValue);
                writer.WriteEndArray();
            });
            return true;
        });
    }
}
