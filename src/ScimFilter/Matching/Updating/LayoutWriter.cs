using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Planning;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Updating;

/// <summary>
/// Plans subscriptions, lets the layout of the index grow by what they need, and frees what none uses any more. Used by one writer at a
/// time, under the lock of <see cref="IndexWriter{TId}"/>.
/// </summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal sealed class LayoutWriter<TId>
    where TId : notnull
{
    private readonly FilterCompiler _compiler;
    private readonly SubscriptionIndexOptions _options;
    private readonly SnapshotWriter<TId> _snapshots;
    private readonly IndexLayout _empty;
    private SubscriptionPlanner _planner;

    /// <summary>Begins with the layout of the current snapshot, which is empty.</summary>
    public LayoutWriter(FilterCompiler compiler, SubscriptionIndexOptions options, SnapshotWriter<TId> snapshots)
    {
        _compiler = compiler;
        _options = options;
        _snapshots = snapshots;
        _empty = snapshots.Current.Layout;
        _planner = CreatePlanner(_empty);
    }

    /// <summary>Gets the layout with everything planned so far.</summary>
    public IndexLayout Layout => _planner.Layout;

    /// <summary>Gets the counts of what subscriptions use.</summary>
    public LayoutUses Uses { get; } = new();

    /// <summary>Gets a value indicating whether much is unused: each event is read for it and probes for it.</summary>
    public bool HasManyUnused =>
        Uses.Idle > Math.Max(Thresholds.MaxIdle, (Layout.RequestCount + Layout.Probed.Length) / Thresholds.IdleShare);

    /// <summary>Gets a value indicating whether more attributes are read than the limit allows, those of the event type aside.</summary>
    public bool HasTooManyAttributes => Layout.RequestCount > MaxRequests;

    private int MaxRequests => _empty.RequestCount + _options.MaxAttributes;

    /// <summary>Plans a subscription. When a limit is reached, frees what is unused and plans again.</summary>
    /// <param name="outline">The subscription.</param>
    /// <param name="entries">Its entries, until the next one is planned.</param>
    /// <returns>The layout before, for <see cref="IsBeyondLimit"/> and <see cref="Refuse"/>.</returns>
    public IndexLayout Plan(SubscriptionOutline outline, out ReadOnlySpan<Entry> entries)
    {
        IndexLayout before = Layout;
        entries = _planner.Plan(outline);
        if ((_planner.LacksTemplate || IsBeyondLimit(before)) && TryFreeUnused(before))
        {
            before = Layout;
            entries = _planner.Plan(outline);
        }

        return before;
    }

    /// <summary>
    /// Whether the planned subscription exceeds the limit of attributes, as long as the subscriptions that it replaces are there too.
    /// </summary>
    public bool IsBeyondLimit(IndexLayout before) => Layout.RequestCount > Math.Max(MaxRequests, before.RequestCount);

    /// <summary>Whether the limit of attributes is exceeded even after some subscriptions are removed.</summary>
    /// <param name="leaving">By the number of their set in <see cref="Uses"/>: how many.</param>
    public bool IsBeyondLimitWithout(Dictionary<int, int> leaving)
    {
        Uses.LeaveOut(leaving);
        int left = Layout.Without(Uses).RequestCount;
        Uses.LeaveOut([]);
        return left > MaxRequests;
    }

    /// <summary>Drops a subscription that was planned and counted, but exceeds the limit of attributes.</summary>
    /// <param name="before">The layout before it was planned.</param>
    /// <param name="use">The number of its set in <see cref="Uses"/>.</param>
    /// <param name="filter">Its filter.</param>
    /// <returns>The error.</returns>
    public FilterError[] Refuse(IndexLayout before, int use, FilterExpression filter)
    {
        Uses.Remove(use);
        _planner.Reset(before);
        return [new FilterError(FilterErrorKind.TooManyAttributes, filter.Span) { Subject = $"{_options.MaxAttributes}" }];
    }

    /// <summary>
    /// Frees the numbers of templates, attributes and slots that no subscription uses, and publishes a snapshot without them.
    /// </summary>
    public void FreeUnused() => TryFreeUnused(Layout);

    /// <summary>Drops what the subscriptions of a cleared index used.</summary>
    public void Clear() => _planner = CreatePlanner(Uses.IsEmpty ? _empty : Layout.Without(Uses));

    private SubscriptionPlanner CreatePlanner(IndexLayout layout) =>
        new(_compiler, layout, _options.MaxTemplates, _options.MaxAlternatives);

    private bool TryFreeUnused(IndexLayout layout)
    {
        IndexLayout left = layout.Without(Uses);
        if (ReferenceEquals(left, layout))
        {
            return false;
        }

        Uses.ResetIdle();
        _planner.Reset(left);
        List<SnapshotSegment<TId>> segments = [.. _snapshots.Current.Segments];
        _snapshots.RemoveUnused(segments, left.Templates);
        _snapshots.Publish(left, segments);
        return true;
    }
}
