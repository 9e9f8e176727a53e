using ScimFilter.Webhooks.Server.Hosting;
using ScimFilter.Webhooks.Server.Storage.Sqlite;

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
        StartupService startup, SqliteDatabase database, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        bool ready = startup.IsReady && !lifetime.ApplicationStopping.IsCancellationRequested
            && await database.ReadAsync(session => session.Scalar("SELECT 1"), cancellationToken) == 1;
        return ready
            ? TypedResults.Text("""{"status":"ready"}""", "application/json")
            : TypedResults.Text("""{"status":"not ready"}""", "application/json", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
