using System.Runtime.InteropServices;
using ScimFilter.Analysis;
using ScimFilter.Ast;
using ScimFilter.Compilation;

namespace ScimFilter.Matching.Planning;

/// <summary>
/// What a subscription asks for, before the layout of an index gives numbers to attributes: its entries with keys and conditions. This is
/// the larger part of planning and needs no lock. Reused for the next subscription; not thread-safe.
/// </summary>
/// <remarks>
/// Entries and conditions are in proportion to the filter and the event types. Alternatives are multiplied by event types only as far as
/// <see cref="AreInProportion"/> says; beyond that the keys are those of the alternatives, and one set of event types is checked. Where
/// alternatives would leave more to be checked than that, all of them check the filter itself, which is one for all.
/// </remarks>
internal sealed class SubscriptionOutline
{
    /// <summary>So many entries, or comparisons to be checked, are never too many.</summary>
    private const int Few = 256;

    /// <summary>The most entries and comparisons to be checked for each that the subscription itself has.</summary>
    private const int Proportion = 4;

    /// <summary>So few alternatives leave no more to be checked than the filter has, times a number in proportion.</summary>
    private const int FewAlternatives = Proportion;

    private const int LargestKept = 1 << 12;

    private readonly FilterCompiler _compiler;
    private readonly AccessKeys _keys;
    private readonly AccessPlanner _planner;
    private readonly List<OutlinedEntry> _entries = [];
    private readonly List<(AccessKey Key, bool IsRequired)> _values = [];
    private readonly List<FilterExpression> _others = [];
    private readonly List<FilterExpression> _lastRest = [];
    private Alternatives? _alternatives;
    private OutlinedConditions? _last;

    public SubscriptionOutline(FilterCompiler compiler, int maxProduct)
    {
        _compiler = compiler;
        _keys = new AccessKeys(compiler.Resolver);
        _planner = new AccessPlanner(_keys, maxProduct);
    }

    /// <summary>Gets the entries of the subscription that was taken last.</summary>
    public ReadOnlySpan<OutlinedEntry> Entries => CollectionsMarshal.AsSpan(_entries);

    /// <summary>Gets its event types.</summary>
    public EventTypeKeys Types { get; } = new();

    /// <summary>Gets a value indicating whether an event with one value for each attribute can have several of the entries' keys.</summary>
    public bool IsRepeatable { get; private set; }

    public ReadOnlySpan<AccessKey> KeysOf(in OutlinedEntry entry) => _alternatives!.KeysOf(entry.Alternative);

    /// <summary>Takes the next subscription.</summary>
    /// <param name="eventTypes">The event types; none means any.</param>
    /// <param name="filter">The filter; null for one that always holds.</param>
    /// <exception cref="ArgumentException">An event type is null or holds half of a surrogate pair.</exception>
    public void Plan(IReadOnlyCollection<string> eventTypes, FilterExpression? filter)
    {
        Forget();
        Types.Read(eventTypes);

        // Neither the order of operands nor repeated ones make a difference to keys.
        FilterExpression? whole = filter is not null && Normalizer.HasNegation(filter) ? Normalizer.Normalize(filter) : filter;
        Alternatives alternatives = _alternatives = _planner.Plan(whole);
        IsRepeatable = alternatives.AreMoreThanOnePossible();
        bool isTyped = Types.Count > 0 && AreInProportion((long)Types.Count * alternatives.Count, (long)Types.Count + alternatives.Count);
        bool checksWhole = LeavesTooMuch(alternatives, whole);
        bool hasKeyless = false;
        for (int i = 0; i < alternatives.Count; i++)
        {
            Alternative alternative = alternatives[i];
            if (alternative.KeyCount == 0 && (checksWhole || (Types.Count > 0 && !isTyped)))
            {
                // One entry stands for all alternatives that have no keys; the event type is the only key there is.
                if (!hasKeyless)
                {
                    _entries.Add(new OutlinedEntry(default, Types.Count > 0, ConditionsOf([whole!], checksTypes: false)));
                }

                hasKeyless = true;
                continue;
            }

            bool checksTypes = Types.Count > 0 && !isTyped;
            OutlinedConditions? conditions = checksWhole && alternative.RestCount > 0
                ? ConditionsOf([whole!], checksTypes)
                : ConditionsOf(alternatives.RestOf(alternative), checksTypes);
            _entries.Add(new OutlinedEntry(alternative, isTyped, conditions));
        }
    }

    /// <summary>Lets go of what the caller gave, and of memory that is large.</summary>
    public void Forget()
    {
        _entries.Clear();
        _lastRest.Clear();
        _last = null;
        Types.Forget();
        if (_entries.Capacity > LargestKept)
        {
            _entries.TrimExcess();
        }
    }

    private static bool AreInProportion(long count, long own) => count <= Math.Max(Few, Proportion * own);

    /// <summary>Whether what alternatives leave to be checked, as far as they do not share it, is out of proportion to the filter.</summary>
    private static bool LeavesTooMuch(Alternatives alternatives, FilterExpression? filter)
    {
        if (alternatives.Count <= FewAlternatives)
        {
            return false;
        }

        long most = Math.Max(Few, Proportion * SizeOf(filter!, long.MaxValue));
        long left = most;
        ReadOnlySpan<FilterExpression> last = [];
        for (int i = 0; i < alternatives.Count && left >= 0; i++)
        {
            ReadOnlySpan<FilterExpression> rest = alternatives.RestOf(alternatives[i]);
            if (!AreSame(rest, last))
            {
                foreach (FilterExpression one in rest)
                {
                    left -= left < 0 ? 0 : SizeOf(one, left + 1);
                }
            }

            last = rest;
        }

        return left < 0;
    }

    /// <summary>Counts the comparisons of a filter, up to a number.</summary>
    private static long SizeOf(FilterExpression filter, long most)
    {
        switch (filter)
        {
            case LogicalExpression logical:
                long size = 0;
                foreach (FilterExpression operand in logical.Operands)
                {
                    size += size < most ? SizeOf(operand, most - size) : 0;
                }

                return size;
            case NotExpression not:
                return SizeOf(not.Operand, most);
            case ValuePathExpression path:
                return SizeOf(path.Filter, most);
            default:
                return 1;
        }
    }

    private static bool AreSame(ReadOnlySpan<FilterExpression> left, ReadOnlySpan<FilterExpression> right)
    {
        bool areSame = left.Length == right.Length;
        for (int i = 0; areSame && i < left.Length; i++)
        {
            areSame = ReferenceEquals(left[i], right[i]);
        }

        return areSame;
    }

    /// <summary>Gives conditions; the same object when the alternative before left the same to be checked.</summary>
    private OutlinedConditions? ConditionsOf(ReadOnlySpan<FilterExpression> rest, bool checksTypes)
    {
        if (rest.IsEmpty && !checksTypes)
        {
            return null;
        }

        if (_last is null || (_last.Types is not null) != checksTypes || !AreSame(rest, CollectionsMarshal.AsSpan(_lastRest)))
        {
            _last = Outline(rest, checksTypes);
            _lastRest.Clear();
            _lastRest.AddRange(rest);
        }

        return _last;
    }

    private OutlinedConditions Outline(ReadOnlySpan<FilterExpression> rest, bool checksTypes)
    {
        _values.Clear();
        _others.Clear();
        foreach (FilterExpression filter in rest)
        {
            if (filter is ComparisonExpression { Operator: ComparisonOperator.Equal or ComparisonOperator.NotEqual } comparison
                && _keys.Of(comparison) is { Decides: true } key)
            {
                _values.Add((key, comparison.Operator == ComparisonOperator.Equal));
            }
            else
            {
                _others.Add(filter);
            }
        }

        return new OutlinedConditions([.. _values], _others.Count == 0 ? null : Bind(_others), checksTypes ? Types.Set : null);
    }

    private BoundFilter Bind(List<FilterExpression> filters) => _compiler.Bind(Normalizer.Normalize(
        filters.Count == 1 ? filters[0] : new LogicalExpression(LogicalOperator.And, CollectionsMarshal.AsSpan(filters))));
}
