using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Telemetry;

namespace ScimFilter.Webhooks.Server.Api.Access;

/// <summary>Finds the caller by key, and answers those who have none.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyRing keys,
    WebhookMetrics metrics)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    private const string Prefix = "Bearer ";
    private const int MaxLength = 8_192;

    public static string? BearerOf(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        return header is not null && header.Length <= MaxLength && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? header[Prefix.Length..].Trim()
            : null;
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerOf(Request) is not { } bearer)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        return Task.FromResult(keys.Find(bearer) is { } caller
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new CallerIdentity(caller, SchemeName)), SchemeName))
            : AuthenticateResult.Fail("The key is not known."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        metrics.Unauthorized();
        Response.Headers.WWWAuthenticate = "Bearer";
        return ErrorResponse.WriteAsync(Context, StatusCodes.Status401Unauthorized, ApiErrors.Unauthorized);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ErrorResponse.WriteAsync(Context, StatusCodes.Status403Forbidden, ApiErrors.Forbidden("The caller may not do this."));
}
