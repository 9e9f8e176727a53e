using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>
/// Tokens of issuers from the configuration. The tenant is the issuer's, whatever a token says; <c>sub</c> is the user, <c>roles</c>
/// the roles.
/// </summary>
internal static class JwtIssuers
{
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(1);

    public static void Configure(JwtBearerOptions jwt, IReadOnlyList<JwtIssuerOptions> issuers, TimeProvider time)
    {
        Dictionary<string, (JwtIssuerOptions Options, SecurityKey Key)> byName =
            issuers.ToDictionary(issuer => issuer.Issuer, issuer => (issuer, issuer.ReadKey()), StringComparer.Ordinal);
        jwt.MapInboundClaims = false;
        jwt.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuers = byName.Keys,
            ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
            AudienceValidator = (audiences, token, _) =>
                byName.TryGetValue(token.Issuer, out var issuer) && audiences.Contains(issuer.Options.Audience, StringComparer.Ordinal),
            IssuerSigningKeyResolver = (_, token, _, _) => byName.TryGetValue(token.Issuer, out var issuer) ? [issuer.Key] : [],
            LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires, time.GetUtcNow().UtcDateTime),
        };
        jwt.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                // Extensions that must be understood (RFC 7515, 4.1.11): none is understood here.
                if (((JsonWebToken)context.SecurityToken).TryGetHeaderValue("crit", out object? _))
                {
                    context.Fail("The token has the header 'crit'.");
                    return Task.CompletedTask;
                }

                string? user = context.Principal!.FindFirstValue("sub");
                if (user is not { Length: > 0 and <= WebhookRules.MaxOwnerIdLength })
                {
                    context.Fail("The token names no user, or one with too long a name.");
                    return Task.CompletedTask;
                }

                string[] roles = [.. context.Principal!.FindAll("roles").Select(claim => claim.Value)];
                var caller = new Caller(byName[context.SecurityToken.Issuer].Options.TenantId, user, ApiKeyRing.RolesOf(roles));
                context.Principal = new ClaimsPrincipal(new CallerIdentity(caller, context.Scheme.Name));
                return Task.CompletedTask;
            },
        };
    }

    // A token without an end is no token; clocks may differ a little.
    private static bool IsCurrent(DateTime? notBefore, DateTime? expires, DateTime now) =>
        expires is not null && now - _skew < expires && (notBefore is null || now + _skew >= notBefore);
}
