using System.Text.Json;
using ScimFilter.Webhooks.Server.Api.Access;
using ScimFilter.Webhooks.Server.Api.Description;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Api.RateLimits;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Api.Checks;

/// <summary>Checks filters while they are written.</summary>
internal static class FilterCheckEndpoints
{
    private const int MaxBodyLength = 4 << 20;
    private const int MaxEvents = 100;

    public static void Map(RouteGroupBuilder group) => group.MapPost("filter-checks", CheckAsync).CountedAs(RateTier.One)
        .Describes<FilterCheckBody>("Checks a filter, and tries it on given or recent events.")
        .Accepts<FilterCheckRequestBody>("application/json");

    private static async Task<IResult> CheckAsync(
        Caller caller, HttpRequest request, IEventStore store, FilterTrial trial, CheckTurns turns,
        CancellationToken cancellationToken)
    {
        caller.Require(CallerAction.CheckFilters);
        JsonElement body = await JsonBody.ReadObjectAsync(request, MaxBodyLength);
        var members = new JsonMembers();
        members.CheckKnown(body, "filter", "eventTypes", "events", "recent", "explain");
        string? filter = members.Required("filter", members.Text("filter", body.Member("filter")));
        IReadOnlyList<string> types = members.Texts("eventTypes", body.Member("eventTypes")) ?? [];
        int recent = RecentOf(body, members);
        IReadOnlyList<JsonElement> given = GivenOf(body, members);
        bool? explain = members.Flag("explain", body.Member("explain"));
        members.ThrowIfInvalid();

        if (recent > 0)
        {
            caller.Require(CallerAction.ReadRecentEvents);
        }

        using IDisposable turn = await turns.EnterAsync(caller.TenantId, cancellationToken);
        IReadOnlyList<StoredEvent> stored = recent > 0 ? await store.ReadRecentAsync(caller.TenantId, recent, cancellationToken) : [];
        return TypedResults.Ok(trial.Check(filter!, types, stored, given, Explanations.For(explain), members));
    }

    private static int RecentOf(JsonElement body, JsonMembers members)
    {
        if (!body.TryGetProperty("recent", out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return 0;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int recent) && recent is >= 0 and <= MaxEvents)
        {
            return recent;
        }

        members.Add(ApiErrors.Value("recent", $"'recent' must be a whole number from 0 to {MaxEvents}."));
        return 0;
    }

    private static JsonElement[] GivenOf(JsonElement body, JsonMembers members)
    {
        if (!body.TryGetProperty("events", out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= MaxEvents)
        {
            return [.. value.EnumerateArray()];
        }

        members.Add(ApiErrors.Value("events", $"'events' must be an array of {MaxEvents} events at most."));
        return [];
    }
}
