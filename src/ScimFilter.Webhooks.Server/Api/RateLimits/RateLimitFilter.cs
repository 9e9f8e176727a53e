using System.Globalization;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Identity;

namespace ScimFilter.Webhooks.Server.Api.RateLimits;

/// <summary>Counts the requests of an endpoint against a tier.</summary>
internal static class RateLimitFilter
{
    public static RouteHandlerBuilder CountedAs(this RouteHandlerBuilder builder, RateTier tier) => builder
        .AddEndpointFilter((context, next) =>
        {
            HttpContext http = context.HttpContext;
            TimeSpan wait = http.RequestServices.GetRequiredService<RateLimits>().TryCount(Caller.Of(http), tier);
            return wait == TimeSpan.Zero ? next(context) : RefuseAsync(http, wait);
        })
        .Produces<ErrorBody>(StatusCodes.Status429TooManyRequests);

    private static async ValueTask<object?> RefuseAsync(HttpContext context, TimeSpan wait)
    {
        string seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        var error = new ApiError("HTTP-429", "API rate limit reached.") { Detail = $"Try again in {seconds} seconds." };
        await ErrorResponse.WriteAsync(context, StatusCodes.Status429TooManyRequests, error);
        return Results.Empty;
    }
}
