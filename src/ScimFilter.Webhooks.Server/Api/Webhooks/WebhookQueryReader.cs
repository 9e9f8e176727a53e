using System.Collections.Immutable;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Api.Access;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>Reads which webhooks a request asks for.</summary>
internal static class WebhookQueryReader
{
    private const int MaxEventTypes = 20;

    /// <exception cref="ApiException">A parameter is not valid.</exception>
    public static WebhookQuery Read(IQueryCollection parameters, Caller caller, EventTypeCatalogue catalogue)
    {
        var reader = new QueryReader(parameters);
        ImmutableArray<string> single = reader.Text("eventType") is { } one ? [one] : [];
        ImmutableArray<string> types = [.. reader.Texts("eventTypes", MaxEventTypes).Concat(single)];
        var query = new WebhookQuery
        {
            CreatedByUserId = reader.Text("createdByUserId"),
            UpdatedByUserId = reader.Text("updatedByUserId"),
            OwnerId = reader.Text("ownerId"),
            VisibleTo = caller.VisibleTo(CallerAction.ReadWebhooks),
            Enabled = reader.Flag("enabled"),
            Level = reader.Text("level") is null ? null : reader.Word("level", WebhookLevel.Tenant, ApiNames.Levels, ApiNames.LevelOf),
            Name = reader.Text("name"),
            Url = reader.Text("url"),
            Origins = reader.Text("origins") is null ? [] : OriginsOf(reader),
            EventTypes = [.. types.Select(type => catalogue.Equivalents(type).ToImmutableArray())],
            Order = reader.Sort(
                WebhookOrder.CreatedAtDescending,
                ("name", WebhookOrder.Name), ("-name", WebhookOrder.NameDescending),
                ("url", WebhookOrder.Url), ("-url", WebhookOrder.UrlDescending),
                ("createdAt", WebhookOrder.CreatedAt), ("-createdAt", WebhookOrder.CreatedAtDescending),
                ("updatedAt", WebhookOrder.UpdatedAt), ("-updatedAt", WebhookOrder.UpdatedAtDescending)),
            Limit = reader.Limit(),
            Cursor = reader.Cursor(),
        };
        reader.ThrowIfInvalid();
        return query;
    }

    private static ImmutableArray<WebhookOrigin> OriginsOf(QueryReader reader)
    {
        ImmutableArray<string> names = reader.Texts("origins");
        ImmutableArray<WebhookOrigin> origins = [.. names.Select(ApiNames.OriginOf).OfType<WebhookOrigin>().Distinct()];
        return origins.Length > 0 && names.All(name => ApiNames.OriginOf(name) is not null)
            ? origins
            : throw ApiException.BadRequest(ApiErrors.Query("origins", $"'origins' must be some of {ApiNames.Origins}."));
    }
}
