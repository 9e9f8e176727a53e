using System.Security.Claims;

namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>A caller as the framework wants it.</summary>
internal sealed class CallerIdentity(Caller caller, string scheme) : ClaimsIdentity(scheme)
{
    public Caller Caller { get; } = caller;
}
