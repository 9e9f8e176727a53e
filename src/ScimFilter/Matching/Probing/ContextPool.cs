using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Probing;

/// <summary>Contexts for one event each, so that matching allocates nothing. One place for every processor. Thread-safe.</summary>
internal sealed class ContextPool(KeyHasher hasher)
{
    private readonly MatchContext?[] _free = new MatchContext?[Environment.ProcessorCount * 2];
    private long _events;
    private long _residualChecks;

    /// <summary>Gets the number of events and checks of all contexts that are not at work.</summary>
    public (long Events, long ResidualChecks) Totals =>
        (Volatile.Read(ref _events) + _free.Sum(context => context?.Events ?? 0),
            Volatile.Read(ref _residualChecks) + _free.Sum(context => context?.ResidualChecks ?? 0));

    public MatchContext Rent() => Interlocked.Exchange(ref Place(), null) ?? new MatchContext(hasher);

    /// <summary>Takes a context back, unless that happened before.</summary>
    public void Return(MatchContext context, int lease)
    {
        if (context.Lease != lease)
        {
            return;
        }

        context.Lease++;
        context.Enumerators = 0;
        context.Trim();
        if (Interlocked.CompareExchange(ref Place(), context, null) is not null)
        {
            Count(context.TakeCounts());
        }
    }

    /// <summary>Adds what was done by a context that is none of these.</summary>
    public void Count((long Events, long ResidualChecks) counts)
    {
        Interlocked.Add(ref _events, counts.Events);
        Interlocked.Add(ref _residualChecks, counts.ResidualChecks);
    }

    private ref MatchContext? Place() => ref _free[(uint)Thread.GetCurrentProcessorId() % (uint)_free.Length];
}
