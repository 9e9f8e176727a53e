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

    /// <summary>Plans a subscription. When a limit is reached, frees what is unused and plans again.</summary>
    /// <param name="outline">The subscription.</param>
    /// <param name="filter">Its filter.</param>
    /// <param name="entries">Its entries, until the next one is planned.</param>
    /// <param name="errors">What is wrong: too many attributes, or nothing.</param>
    /// <returns>Whether it fits into the limits. If not, the layout is as it was.</returns>
    public bool TryPlan(
        SubscriptionOutline outline, FilterExpression? filter, out ReadOnlySpan<Entry> entries, out IReadOnlyList<FilterError> errors)
    {
        IndexLayout before = Layout;
        entries = _planner.Plan(outline);
        if ((_planner.LacksTemplate || IsBeyondLimit(before)) && TryFreeUnused(before))
        {
            before = Layout;
            entries = _planner.Plan(outline);
        }

        errors = [];
        if (IsBeyondLimit(before))
        {
            _planner.Reset(before);
            errors = [new FilterError(FilterErrorKind.TooManyAttributes, filter!.Span) { Subject = $"{_options.MaxAttributes}" }];
        }

        return errors.Count == 0;
    }

    /// <summary>
    /// Frees the numbers of templates, attributes and slots that no subscription uses, and publishes a snapshot without them.
    /// </summary>
    public void FreeUnused() => TryFreeUnused(Layout);

    /// <summary>Drops what the subscriptions of a cleared index used.</summary>
    public void Clear() => _planner = CreatePlanner(Uses.IsEmpty ? _empty : Layout.Without(Uses));

    private SubscriptionPlanner CreatePlanner(IndexLayout layout) =>
        new(_compiler, layout, _options.MaxTemplates, _options.MaxAlternatives);

    private bool IsBeyondLimit(IndexLayout before) =>
        Layout.RequestCount > Math.Max(_empty.RequestCount + _options.MaxAttributes, before.RequestCount);

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
