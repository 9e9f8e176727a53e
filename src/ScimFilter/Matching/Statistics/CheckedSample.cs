using System.Globalization;
using ScimFilter.Compilation;
using ScimFilter.Matching.Keys;

using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Statistics;

/// <summary>
/// Keeps some of the entries that are checked on every event with their key: first those whose key has the event type only, then those
/// that are many. Their text is made at the end.
/// </summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
/// <param name="layout">Has the names of attributes.</param>
internal sealed class CheckedSample<TId>(IndexLayout layout)
    where TId : notnull
{
    /// <summary>The most kinds of residuals of a record that are told apart; entries with further kinds are not kept.</summary>
    private const int MaxResiduals = 1_024;

    private readonly PriorityQueue<Kept, (bool IsOnEvery, long Entries)> _kept = new();

    /// <summary>Of the current record the single <c>ne</c>, by their attribute.</summary>
    private readonly Dictionary<int, Kept> _differing = [];

    /// <summary>Of the current record the entries with a residual, by its shape and the other conditions.</summary>
    private readonly Dictionary<(FilterShape? Shape, string Conditions), Kept> _residuals = [];
    private RecordPlace<TId> _record;

    /// <summary>Gets the number of all entries, also those that are not kept. <see cref="ToList"/> completes it.</summary>
    public long Checked { get; private set; }

    /// <summary>Adds entries with equal conditions.</summary>
    public void Add(in RecordPlace<TId> key, ReadOnlySpan<int> conditions, CheckReason reason, long entries, int[] subscriptions)
    {
        Checked += entries;
        if (ConditionFormat.HasFilter(conditions[0]))
        {
            AddResidual(key, conditions, reason, entries, subscriptions);
        }
        else if (IsWanted(key, entries))
        {
            Keep(new Kept(key, conditions.ToArray(), null, reason) { Entries = entries, Subscriptions = subscriptions });
        }
    }

    /// <summary>
    /// Adds an entry that is a single <c>ne</c>. Those of one key and one attribute are kept together; a few behind <c>eq</c> do not count.
    /// </summary>
    public void AddDifference(in RecordPlace<TId> key, int attribute, int value, int subscription)
    {
        Begin(key);
        if (!_differing.TryGetValue(attribute, out Kept? kept))
        {
            kept = new Kept(key, [], (attribute, value), CheckReason.Negations);
            _differing.Add(attribute, kept);
        }

        kept.Entries++;
        kept.Subscriptions = kept.Subscriptions.Length < CheckedEntries.MaxIds ? [.. kept.Subscriptions, subscription] : kept.Subscriptions;
    }

    /// <summary>Gives what was kept. Equal entries of several segments become one.</summary>
    public CheckedEntries[] ToList()
    {
        Flush();
        return
        [
            .. _kept.UnorderedItems.Select(item => (item.Priority.IsOnEvery, Entries: ToEntries(item.Element)))
                .GroupBy(item => (item.IsOnEvery, Key: string.Join('\n', item.Entries.Key), item.Entries.Filter, item.Entries.Reason,
                    Residual: string.Join('\n', item.Entries.ResidualAttributes)))
                .Select(group => (group.Key.IsOnEvery, Entries: group.First().Entries with
                {
                    Entries = group.Sum(item => item.Entries.Entries),
                    Ids = [.. group.SelectMany(item => item.Entries.Ids).Order(StringComparer.Ordinal).Take(CheckedEntries.MaxIds)],
                }))
                .OrderByDescending(item => item.IsOnEvery).ThenByDescending(item => item.Entries.Entries)
                .ThenBy(item => item.Entries.Filter, StringComparer.Ordinal)
                .Select(item => item.Entries),
        ];
    }

    /// <summary>Counts residuals that differ in their constants alone together: each subscription has one of its own.</summary>
    private void AddResidual(in RecordPlace<TId> key, ReadOnlySpan<int> conditions, CheckReason reason, long entries, int[] subscriptions)
    {
        Begin(key);
        FilterShape? shape = key.Segment.Filters[conditions[^1]].Filter.Shape;
        (FilterShape?, string) kind = (shape, string.Join(' ', conditions[..^1].ToArray()));
        if (_residuals.TryGetValue(kind, out Kept? kept))
        {
            kept.Entries += entries;
            kept.Subscriptions = [.. kept.Subscriptions.Concat(subscriptions).Take(CheckedEntries.MaxIds)];
        }
        else if (_residuals.Count < MaxResiduals)
        {
            _residuals.Add(kind, new Kept(key, conditions.ToArray(), null, reason) { Entries = entries, Subscriptions = subscriptions });
        }
    }

    private void Begin(in RecordPlace<TId> key)
    {
        if (_record != key)
        {
            Flush();
            _record = key;
        }
    }

    private void Flush()
    {
        foreach (Kept kept in _residuals.Values)
        {
            if (IsWanted(kept.Key, kept.Entries))
            {
                Keep(kept);
            }
        }

        _residuals.Clear();
        foreach (Kept kept in _differing.Values)
        {
            if (kept.Key.HasEquality && kept.Entries <= Thresholds.MaxCheckedPostings)
            {
                continue;
            }

            Checked += kept.Entries;
            if (IsWanted(kept.Key, kept.Entries))
            {
                Keep(kept);
            }
        }

        _differing.Clear();
    }

    private bool IsWanted(in RecordPlace<TId> key, long entries) =>
        _kept.Count < SubscriptionIndexStatistics.MaxCheckedSample
        || (_kept.TryPeek(out _, out (bool, long) least) && least.CompareTo((!key.HasEquality, entries)) < 0);

    private void Keep(Kept kept)
    {
        _kept.Enqueue(kept, (!kept.Key.HasEquality, kept.Entries));
        if (_kept.Count > SubscriptionIndexStatistics.MaxCheckedSample)
        {
            _kept.Dequeue();
        }
    }

    private CheckedEntries ToEntries(Kept kept)
    {
        Segment segment = kept.Key.Segment;
        var texts = new ConditionText(layout, segment.Arena);
        string filter = kept.Difference is var (attribute, value) ? texts.OfDifference(attribute, value) : texts.Of(kept.Conditions);
        bool hasResidual = kept.Conditions.Length > 0 && ConditionFormat.HasFilter(kept.Conditions[0]);
        return new CheckedEntries(
            texts.KeyOf(kept.Key.Template, kept.Key.Values),
            filter,
            hasResidual ? AttributesOf(segment.Filters[kept.Conditions[^1]]) : [],
            kept.Reason,
            kept.Entries,
            [.. kept.Subscriptions.Select(number => TextOf(kept.Key.Part.WithIds.Ids[number]))]);
    }

    private static string TextOf(TId id) => Convert.ToString(id, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Gives the attributes that a residual filter reads.</summary>
    private static string[] AttributesOf(in ResidualFilter residual)
    {
        IEnumerable<string> names = residual.Filter.Terms is null ? []
            : residual.Filter.Shape.ReadPlan.Requests.Select(request => request.Name).Distinct(StringComparer.Ordinal);
        return residual.Types is null ? [.. names] : [ConditionText.EventType, .. names];
    }

    /// <summary>Entries that are kept, before they have a text.</summary>
    private sealed class Kept(RecordPlace<TId> key, int[] conditions, (int Attribute, int Value)? difference, CheckReason reason)
    {
        public RecordPlace<TId> Key => key;

        public int[] Conditions => conditions;

        public (int Attribute, int Value)? Difference => difference;

        public CheckReason Reason => reason;

        public long Entries { get; set; }

        public int[] Subscriptions { get; set; } = [];
    }
}
