namespace ScimFilter.Webhooks.Server.Delivery.Resolving;

/// <summary>
/// Bounds how many look-ups run at once, in all and for each tenant. Tenants that wait take turns: a tenant with many names whose DNS
/// server is silent fills its own share, and others get the next slot that is free. Thread-safe.
/// </summary>
internal sealed class LookupSlots(int total, int perTenant)
{
    private const int MaxWaitingPerTenant = 1_024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Tenant> _tenants = new(StringComparer.Ordinal);

    // Tenants that have waiters and are below their bound, each once.
    private readonly Queue<Tenant> _turns = new();
    private int _running;

    /// <summary>Waits for a slot; to be left when the look-up has ended.</summary>
    /// <returns>Whether there is a slot; not when too many look-ups of the tenant wait already.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before there was a slot.</exception>
    public async Task<bool> TryEnterAsync(string tenantId, CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (!_tenants.TryGetValue(tenantId, out Tenant? tenant))
            {
                _tenants[tenantId] = tenant = new Tenant(tenantId);
            }

            if (tenant.Waiting.Count >= MaxWaitingPerTenant)
            {
                return false;
            }

            tenant.Waiting.Enqueue(waiter);
            Settle(tenant);
            Grant();
        }

        await using (cancellationToken.Register(() => waiter.TrySetCanceled(cancellationToken)))
        {
            await waiter.Task;
            return true;
        }
    }

    /// <summary>Gives a slot back.</summary>
    public void Leave(string tenantId)
    {
        lock (_lock)
        {
            Tenant tenant = _tenants[tenantId];
            _running--;
            tenant.Running--;
            Settle(tenant);
            Grant();
        }
    }

    private void Grant()
    {
        while (_running < total && _turns.TryDequeue(out Tenant? tenant))
        {
            tenant.HasTurn = false;
            while (tenant.Waiting.TryDequeue(out TaskCompletionSource? waiter))
            {
                // Not if it was cancelled meanwhile.
                if (waiter.TrySetResult())
                {
                    _running++;
                    tenant.Running++;
                    break;
                }
            }

            Settle(tenant);
        }
    }

    // A tenant without look-ups is forgotten; one that may begin another takes its turn.
    private void Settle(Tenant tenant)
    {
        if (tenant is { Running: 0, Waiting.Count: 0 })
        {
            _tenants.Remove(tenant.Id);
        }
        else if (!tenant.HasTurn && tenant.Waiting.Count > 0 && tenant.Running < perTenant)
        {
            tenant.HasTurn = true;
            _turns.Enqueue(tenant);
        }
    }

    private sealed class Tenant(string id)
    {
        public string Id { get; } = id;

        public Queue<TaskCompletionSource> Waiting { get; } = new();

        public int Running { get; set; }

        public bool HasTurn { get; set; }
    }
}
