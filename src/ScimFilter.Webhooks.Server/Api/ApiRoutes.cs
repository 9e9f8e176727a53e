using ScimFilter.Webhooks.Server.Api.Checks;
using ScimFilter.Webhooks.Server.Api.Deliveries;
using ScimFilter.Webhooks.Server.Api.Events;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Api.Webhooks;

namespace ScimFilter.Webhooks.Server.Api;

/// <summary>All routes. The API is found under two prefixes: the reference names one and shows the other.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this WebApplication app)
    {
        MapVersion(app.MapGroup("/api/v1").WithTags("Webhooks"));
        MapVersion(app.MapGroup("/v1").ExcludeFromDescription());
        ProductInfo.Map(app);
        HealthEndpoints.Map(app);
        ConsolePage.Map(app);
        app.MapApiDescription();
    }

    private static void MapVersion(RouteGroupBuilder version)
    {
        version.RequireAuthorization();
        version.RefusesUnknownParameters();
        RouteGroupBuilder webhooks = version.MapGroup("/webhooks");
        EventTypeEndpoints.Map(webhooks);
        FilterCheckEndpoints.Map(webhooks);
        EventCheckEndpoints.Map(webhooks);
        WebhookEndpoints.Map(webhooks);
        DeliveryEndpoints.Map(webhooks);
        ReplayEndpoints.Map(webhooks);
        EventEndpoints.Map(version.MapGroup("/events"));
    }
}
