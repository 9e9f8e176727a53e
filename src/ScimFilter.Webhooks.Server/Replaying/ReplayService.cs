using System.Threading.Channels;
using ScimFilter.Webhooks.Server.Signals;
using ScimFilter.Webhooks.Server.Storage.Replays;
using ScimFilter.Webhooks.Server.Webhooks;

namespace ScimFilter.Webhooks.Server.Replaying;

/// <summary>
/// Runs the replays that are under way: a page of each in turn, so that a long one holds up none. How far each has come is stored with
/// the deliveries of every page, so a replay goes on after a restart where it was.
/// </summary>
internal sealed partial class ReplayService(
    IReplayStore store, ReplayReader reader, WebhookDirectory directory, LaneHints lanes, TimeProvider time, ILogger<ReplayService> logger)
    : BackgroundService
{
    private static readonly TimeSpan _afterFailure = TimeSpan.FromSeconds(1);

    private readonly Channel<Replay> _begun = Channel.CreateUnbounded<Replay>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Queue<Job> _jobs = new();

    /// <summary>Stores a replay and begins it.</summary>
    /// <returns>Whether it has begun; not while another of the webhook is under way.</returns>
    public async ValueTask<bool> TryBeginAsync(Replay replay)
    {
        bool begun = await store.BeginAsync(replay, CancellationToken.None);
        if (begun)
        {
            _begun.Writer.TryWrite(replay);
        }

        return begun;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first request: what begins later comes by itself.
        foreach (Replay replay in await store.ReadRunningAsync(cancellationToken))
        {
            _jobs.Enqueue(new Job(replay));
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StepAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The replay is stored where it was, and can wait until whatever failed is well again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                ReplayFailed(exception);
                await Task.Delay(_afterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        if (_jobs.Count == 0)
        {
            _jobs.Enqueue(new Job(await _begun.Reader.ReadAsync(cancellationToken)));
        }

        while (_begun.Reader.TryRead(out Replay? replay))
        {
            _jobs.Enqueue(new Job(replay));
        }

        // One that fails is tried again after the others.
        Job job = _jobs.Dequeue();
        bool goesOn = true;
        try
        {
            goesOn = await ReadPageAsync(job, cancellationToken);
        }
        finally
        {
            if (goesOn)
            {
                _jobs.Enqueue(job);
            }
        }
    }

    private async Task<bool> ReadPageAsync(Job job, CancellationToken cancellationToken)
    {
        Replay replay = job.Replay;
        if (directory.Find(replay.Webhook) is not { } webhook)
        {
            return false;
        }

        WebhookMatcher matcher = job.MatcherFor(webhook, reader);
        (ReplayPage page, List<long> matches) = await reader.ReadAsync(matcher, replay.Period, replay.Place, cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        Replay next = replay with
        {
            Place = page.End,
            Counts = replay.Counts + new ReplayCounts(page.Events.Count, matches.Count, 0),
            EndedAt = page.IsLast ? now : null,
        };
        Replay? saved = await store.SaveAsync(next, matches, now, CancellationToken.None);
        if (saved is null)
        {
            return false;
        }

        if (saved.Counts.Deliveries > replay.Counts.Deliveries)
        {
            lanes.Due(replay.Webhook, now);
        }

        job.Replay = saved;
        return saved.EndedAt is null;
    }

    [LoggerMessage(LogLevel.Error, "A replay failed; trying again.")]
    private partial void ReplayFailed(Exception exception);

    private sealed class Job(Replay replay)
    {
        private Webhook? _webhook;
        private WebhookMatcher? _matcher;

        public Replay Replay { get; set; } = replay;

        // The webhook as it is at each page: whoever corrects its filter meanwhile means the rest as well.
        public WebhookMatcher MatcherFor(Webhook webhook, ReplayReader reader)
        {
            if (_matcher is null || webhook != _webhook)
            {
                _matcher = reader.MatcherOf(webhook);
                _webhook = webhook;
            }

            return _matcher;
        }
    }
}
