using ScimFilter.Webhooks.Server.Signals;
using ScimFilter.Webhooks.Server.Storage.Upkeep;

namespace ScimFilter.Webhooks.Server.Api;

/// <summary>Whether the process lives, and whether it can take requests.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", () => TypedResults.Text("""{"status":"alive"}""", "application/json")).ExcludeFromDescription();
        routes.MapGet("/ready", GetReadyAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> GetReadyAsync(
        Startup startup, Readiness readiness, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        string? fault = !startup.IsReady ? "The server is starting."
            : lifetime.ApplicationStopping.IsCancellationRequested ? "The server is stopping."
            : await readiness.FaultAsync(cancellationToken);
        return TypedResults.Json(
            new ReadyBody(fault is null ? "ready" : "not ready", fault),
            statusCode: fault is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
