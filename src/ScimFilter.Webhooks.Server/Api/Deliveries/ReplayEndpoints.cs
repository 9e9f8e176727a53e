using System.Text.Json;
using ScimFilter.Webhooks.Server.Api.Access;
using ScimFilter.Webhooks.Server.Api.Description;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Api.RateLimits;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Replaying;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Replays;

namespace ScimFilter.Webhooks.Server.Api.Deliveries;

/// <summary>
/// Sends a webhook events of the kept history that it has not received, as when it was disabled. The reference has no such thing.
/// </summary>
internal static class ReplayEndpoints
{
    private const int MaxBodyLength = 4 << 10;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("{id}/actions/replay", ReplayAsync).CountedAs(RateTier.Two)
            .Describes<ReplayBody>("Sends the webhook what it has not received of the events of a period.", StatusCodes.Status202Accepted)
            .Produces<ReplayBody>(StatusCodes.Status200OK, "application/json")
            .ProducesNotFound().ProducesConflict()
            .Accepts<ReplayRequestBody>("application/json");
        group.MapGet("{id}/actions/replay", GetAsync).CountedAs(RateTier.One)
            .Describes<ReplayBody>("Tells how far the latest replay of the webhook has come.").ProducesNotFound();
    }

    private static async Task<IResult> ReplayAsync(
        Caller caller, string id, HttpRequest request, IWebhookStore webhooks, IReplayStore store, ReplayCounter counter,
        ReplayService service, WebhooksOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        Webhook webhook = await webhooks.FindForAsync(caller, CallerAction.SendAgain, id, cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        (DateTimeOffset since, DateTimeOffset until, bool dryRun) = Read(await JsonBody.ReadObjectAsync(request, MaxBodyLength), now);

        // Events from before the kept history have no body any more.
        since = since > now - options.History ? since : now - options.History;
        until = until > since ? until : since;
        ReplaySize size = await store.MeasureAsync(caller.TenantId, since, until, options.Replay.MaxEvents, cancellationToken);
        if (size.FitsUntil is { } fits)
        {
            throw ApiException.BadRequest(TooLong(options.Replay.MaxEvents, since, fits));
        }

        if (dryRun)
        {
            ReplayCounts counts = await counter.CountAsync(webhook, size.Period, cancellationToken)
                ?? throw UnderWay("Another dry run of the tenant is under way.");
            return TypedResults.Ok(BodyOf("counted", size.Period, counts, null, null));
        }

        var replay = new Replay(new WebhookKey(webhook.TenantId, webhook.Id), size.Period, size.Period.Start, default, now, null);
        return await service.TryBeginAsync(replay)
            ? TypedResults.Accepted($"{request.PathBase}{request.Path}", BodyOf(replay))
            : throw UnderWay("A replay of the webhook is under way; GET shows how far it has come.");
    }

    private static async Task<IResult> GetAsync(
        Caller caller, string id, IWebhookStore webhooks, IReplayStore store, CancellationToken cancellationToken)
    {
        Webhook webhook = await webhooks.FindForAsync(caller, CallerAction.SendAgain, id, cancellationToken);
        Replay replay = await store.FindAsync(new WebhookKey(webhook.TenantId, webhook.Id), cancellationToken)
            ?? throw ApiException.NotFound(new ApiError(ErrorCodes.ReplayNotFound, "There was no replay of the webhook."));
        return TypedResults.Ok(BodyOf(replay));
    }

    private static (DateTimeOffset Since, DateTimeOffset Until, bool DryRun) Read(JsonElement body, DateTimeOffset now)
    {
        var members = new JsonMembers();
        members.CheckKnown(body, "since", "until", "dryRun");
        DateTimeOffset? since = members.Required("since", members.Time("since", body.Member("since")));

        // All that has arrived: the end is the first moment that does not count.
        DateTimeOffset until = members.Time("until", body.Member("until")) is { } given && given <= now ? given : now.AddTicks(1);
        bool dryRun = members.Flag("dryRun", body.Member("dryRun")) ?? false;
        if (since >= until && members.Errors.Count == 0)
        {
            members.Add(ApiErrors.Value("since", "'since' must be before 'until', and in the past."));
        }

        members.ThrowIfInvalid();
        return (since!.Value, until, dryRun);
    }

    private static ApiError TooLong(int most, DateTimeOffset since, DateTimeOffset fits) =>
        new(ErrorCodes.ReplayTooLong, "The period has too many events.")
        {
            Source = "until",
            Detail = $"A replay examines {most} events of the tenant at most."
                + (fits > since ? $" The part from 'since' to {fits:O} has no more." : ""),
        };

    private static ApiException UnderWay(string detail) =>
        new(StatusCodes.Status409Conflict, new ApiError(ErrorCodes.ReplayUnderWay, "A replay is under way.") { Detail = detail });

    private static ReplayBody BodyOf(Replay replay) => BodyOf(
        replay.EndedAt is null ? "running" : "done", replay.Period, replay.Counts, replay.StartedAt, replay.EndedAt);

    private static ReplayBody BodyOf(
        string status, ReplayPeriod period, ReplayCounts counts, DateTimeOffset? startedAt, DateTimeOffset? endedAt) => new(
        status, period.Since, period.Until, counts.Events, counts.Matches, counts.Deliveries,
        startedAt is { } started ? started : (ApiTime?)null, endedAt is { } ended ? ended : (ApiTime?)null);
}
