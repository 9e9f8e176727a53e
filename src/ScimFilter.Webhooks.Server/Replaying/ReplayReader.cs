using ScimFilter.Webhooks.Access;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Replays;

namespace ScimFilter.Webhooks.Server.Replaying;

/// <summary>
/// Reads pages of a period and finds what a webhook receives of them, by the same matcher as events that arrive. Pages are read one at a
/// time for the whole process, in the order in which they are asked for, so that replays take one core at most. Thread-safe.
/// </summary>
internal sealed class ReplayReader(IReplayStore store, EventProfile profile, IResourceAccess access) : IDisposable
{
    private const int PageLength = 256;
    private const int PageBytes = 4 << 20;

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Makes a matcher that knows one webhook alone, as if it were enabled.</summary>
    public WebhookMatcher MatcherOf(Webhook webhook)
    {
        var matcher = new WebhookMatcher(profile, access);
        matcher.Set(webhook with { Enabled = true });
        return matcher;
    }

    /// <summary>Reads a page.</summary>
    /// <returns>The page, and the positions of those of its events that match.</returns>
    public async Task<(ReplayPage Page, List<long> Matches)> ReadAsync(
        WebhookMatcher matcher, ReplayPeriod period, ReplayPlace place, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            ReplayPage page = await store.ReadAsync(period, place, PageLength, PageBytes, cancellationToken);
            return (page, [.. page.Events.Where(@event => Matches(matcher, @event)).Select(@event => @event.Position)]);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static bool Matches(WebhookMatcher matcher, StoredEvent @event)
    {
        try
        {
            return matcher.Match(@event.TenantId, @event.Content.Body.Span).Count > 0;
        }
        catch (EventFormatException)
        {
            // It matched nothing when it arrived, either.
            return false;
        }
    }
}
