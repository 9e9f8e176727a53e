using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Description;

/// <summary>What the API's description says of endpoints.</summary>
internal static class EndpointDescriptions
{
    public static RouteHandlerBuilder Describes<T>(this RouteHandlerBuilder builder, string summary) =>
        builder.Describes<T>(summary, StatusCodes.Status200OK);

    public static RouteHandlerBuilder Describes<T>(this RouteHandlerBuilder builder, string summary, int status) =>
        builder.WithSummary(summary).Produces<T>(status, "application/json").ProducesErrors();

    public static RouteHandlerBuilder Describes(this RouteHandlerBuilder builder, string summary) =>
        builder.WithSummary(summary).Produces(StatusCodes.Status204NoContent).ProducesErrors();

    public static RouteHandlerBuilder ProducesNotFound(this RouteHandlerBuilder builder) =>
        builder.Produces<ErrorBody>(StatusCodes.Status404NotFound);

    public static RouteHandlerBuilder ProducesConflict(this RouteHandlerBuilder builder) =>
        builder.Produces<ErrorBody>(StatusCodes.Status409Conflict);

    private static RouteHandlerBuilder ProducesErrors(this RouteHandlerBuilder builder)
    {
        foreach (int status in (int[])[400, 401, 403, 429, 500, 503])
        {
            builder.Produces<ErrorBody>(status);
        }

        return builder;
    }
}
