using ScimFilter.Webhooks.Server.Storage;

namespace ScimFilter.Webhooks.Server.Api.Checks;

/// <summary>
/// Lets one check of a tenant run at a time: checks are work of the processor alone, and deliveries of others need that too. Thread-safe.
/// </summary>
internal sealed class CheckTurns
{
    private readonly TenantGate _gate = new(1);

    /// <summary>Waits for the turn of a tenant, which ends when it is disposed.</summary>
    public ValueTask<IDisposable> EnterAsync(string tenantId, CancellationToken cancellationToken) =>
        _gate.EnterAsync(tenantId, cancellationToken);
}
