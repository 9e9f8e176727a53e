using System.Collections.Concurrent;
using ScimFilter.Webhooks.Access;
using ScimFilter.Webhooks.Matching;

namespace ScimFilter.Webhooks;

/// <summary>Knows which webhooks an event concerns. Thread-safe: any number of threads may match while webhooks change.</summary>
/// <remarks>
/// Each tenant has an index of its own. The tenant of an event is the one that the caller states, established by who sent the event,
/// never what the event says of itself.
/// </remarks>
public sealed class WebhookMatcher
{
    // Shared, so that filters of one shape are compiled once for all tenants.
    private readonly FilterCompiler _compiler;

    private readonly ConcurrentDictionary<string, TenantIndex> _tenants = new(StringComparer.Ordinal);
    private readonly EventProfile _profile;
    private readonly IResourceAccess _access;

    /// <summary>Creates a matcher with <see cref="EventProfile.Qlik"/> and <see cref="OwnerAccess"/>.</summary>
    public WebhookMatcher()
        : this(EventProfile.Qlik, new OwnerAccess())
    {
    }

    /// <summary>Creates a matcher.</summary>
    /// <param name="profile">How filters and events are read, and which names of event types mean the same.</param>
    /// <param name="access">What the owner of a webhook of <see cref="WebhookLevel.User"/> may see.</param>
    public WebhookMatcher(EventProfile profile, IResourceAccess access)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(access);
        _profile = profile;
        _compiler = profile.CreateCompiler(CodeGeneration.WhenHot);
        _access = access;
    }

    /// <summary>Gets the number of webhooks that can match.</summary>
    public int Count => _tenants.Values.Sum(tenant => tenant.Count);

    /// <summary>
    /// Adds a webhook, or puts it in the place of the one with its tenant and identifier. One that is disabled, or has no event types,
    /// matches nothing.
    /// </summary>
    /// <param name="webhook">The webhook.</param>
    /// <exception cref="FormatException">Its filter is not valid.</exception>
    public void Set(Webhook webhook)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        if (!webhook.Enabled || webhook.EventTypes.IsDefaultOrEmpty)
        {
            Remove(webhook.TenantId, webhook.Id);
            return;
        }

        _tenants.GetOrAdd(webhook.TenantId, _ => new TenantIndex(_profile, _compiler)).Set(webhook);
    }

    /// <summary>Takes a webhook out.</summary>
    /// <param name="tenantId">Its tenant.</param>
    /// <param name="webhookId">Its identifier.</param>
    /// <returns>Whether it was there and could match.</returns>
    public bool Remove(string tenantId, string webhookId)
    {
        ArgumentNullException.ThrowIfNull(tenantId);
        ArgumentNullException.ThrowIfNull(webhookId);
        return _tenants.TryGetValue(tenantId, out TenantIndex? tenant) && tenant.Remove(webhookId);
    }

    /// <summary>Finds the webhooks of a tenant that an event concerns.</summary>
    /// <param name="tenantId">The tenant that the event came from.</param>
    /// <param name="utf8Event">The event as JSON in UTF-8, in a shape that the profile knows.</param>
    /// <returns>Each webhook once, in no order.</returns>
    /// <exception cref="EventFormatException">The event is no JSON, or beyond a limit.</exception>
    public IReadOnlyList<Webhook> Match(string tenantId, ReadOnlySpan<byte> utf8Event)
    {
        ArgumentNullException.ThrowIfNull(tenantId);
        if (!_tenants.TryGetValue(tenantId, out TenantIndex? tenant))
        {
            return [];
        }

        var matched = new List<Webhook>();
        tenant.Match(utf8Event, _access, matched);
        return matched;
    }
}
