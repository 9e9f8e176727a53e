using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Identity;

namespace ScimFilter.Webhooks.Server.Api.Access;

/// <summary>Callers come with a bearer: a key, or a token of an issuer from the configuration. Both look the same to them.</summary>
internal static class BearerAuthentication
{
    private const string Scheme = "Bearer";
    private const string TokenScheme = "Token";

    public static IServiceCollection AddBearerAuthentication(this IServiceCollection services, WebhooksOptions options)
    {
        // Nothing is protected with its keys, so none are made and kept.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        AuthenticationBuilder builder = services.AddAuthentication(Scheme);
        builder.AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
        if (options.Jwt.Count > 0)
        {
            builder.AddJwtBearer(TokenScheme, _ => { });
            services.AddOptions<JwtBearerOptions>(TokenScheme).Configure<TimeProvider>((jwt, time) =>
                JwtIssuers.Configure(jwt, options.Jwt, time));
        }

        builder.AddPolicyScheme(Scheme, null, policy =>
        {
            policy.ForwardDefaultSelector = context =>
                options.Jwt.Count > 0 && LooksLikeToken(context) ? TokenScheme : ApiKeyHandler.SchemeName;
            policy.ForwardChallenge = ApiKeyHandler.SchemeName;
            policy.ForwardForbid = ApiKeyHandler.SchemeName;
        });
        return services.AddAuthorization();
    }

    // Three parts with dots between them. Keys from the configuration may look so as well, and a known key is a key.
    private static bool LooksLikeToken(HttpContext context) =>
        ApiKeyHandler.BearerOf(context.Request) is { } bearer && bearer.AsSpan().Count('.') == 2
        && context.RequestServices.GetRequiredService<ApiKeyRing>().Find(bearer) is null;
}
