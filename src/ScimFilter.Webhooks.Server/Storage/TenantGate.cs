namespace ScimFilter.Webhooks.Server.Storage;

/// <summary>Lets a few of each tenant in at a time; others of the tenant wait in their order. Thread-safe.</summary>
/// <param name="perTenant">How many of one tenant.</param>
internal sealed class TenantGate(int perTenant)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Turns> _tenants = new(StringComparer.Ordinal);

    /// <summary>Gets the number of tenants of whom somebody is in or waits.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _tenants.Count;
            }
        }
    }

    /// <summary>Waits for the turn of a tenant.</summary>
    /// <returns>The turn, which ends when it is disposed.</returns>
    public async ValueTask<IDisposable> EnterAsync(string tenantId, CancellationToken cancellationToken)
    {
        Turns turns;
        lock (_lock)
        {
            if (!_tenants.TryGetValue(tenantId, out turns!))
            {
                turns = _tenants[tenantId] = new Turns(perTenant);
            }

            turns.Users++;
        }

        try
        {
            await turns.Free.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Leave(tenantId, turns);
            throw;
        }

        return new Turn(this, tenantId, turns);
    }

    private void Leave(string tenantId, Turns turns)
    {
        lock (_lock)
        {
            if (--turns.Users == 0)
            {
                _tenants.Remove(tenantId);
                turns.Free.Dispose();
            }
        }
    }

    private sealed class Turns(int count)
    {
        public SemaphoreSlim Free { get; } = new(count);

        public int Users { get; set; }
    }

    private sealed class Turn(TenantGate gate, string tenantId, Turns turns) : IDisposable
    {
        private bool _isOver;

        public void Dispose()
        {
            if (!_isOver)
            {
                _isOver = true;
                turns.Free.Release();
                gate.Leave(tenantId, turns);
            }
        }
    }
}
