using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Probing;

/// <summary>Lends contexts, so that matching allocates nothing. Has two places per processor. Thread-safe.</summary>
internal sealed class ContextPool(KeyHasher hasher)
{
    private readonly MatchContext?[] _free = new MatchContext?[Environment.ProcessorCount * 2];
    private long _events;
    private long _residualChecks;

    /// <summary>Gets the number of events and checks, without those of contexts that are lent at the moment.</summary>
    public (long Events, long ResidualChecks) Totals =>
        (Volatile.Read(ref _events) + _free.Sum(context => context?.Events ?? 0),
            Volatile.Read(ref _residualChecks) + _free.Sum(context => context?.ResidualChecks ?? 0));

    /// <summary>Lends a context.</summary>
    public MatchContext Rent() => Interlocked.Exchange(ref Place(), null) ?? new MatchContext(hasher);

    /// <summary>Takes a context back, unless it was returned before.</summary>
    /// <param name="context">The context.</param>
    /// <param name="lease">The <see cref="MatchContext.Lease"/> with which it was lent.</param>
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

    /// <summary>Adds the counts of a context that is not kept here.</summary>
    public void Count((long Events, long ResidualChecks) counts)
    {
        Interlocked.Add(ref _events, counts.Events);
        Interlocked.Add(ref _residualChecks, counts.ResidualChecks);
    }

    private ref MatchContext? Place() => ref _free[(uint)Thread.GetCurrentProcessorId() % (uint)_free.Length];
}
