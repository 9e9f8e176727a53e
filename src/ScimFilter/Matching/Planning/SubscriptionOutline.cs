using System.Runtime.InteropServices;
using ScimFilter.Analysis;
using ScimFilter.Ast;
using ScimFilter.Compilation;
using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Planning;

/// <summary>
/// The entries of a subscription before attributes have numbers: its alternatives with their key terms and conditions. Computing it is the
/// larger part of planning and needs no lock; <see cref="SubscriptionPlanner"/> does the rest. Reused for the next subscription; not
/// thread-safe.
/// </summary>
/// <remarks>
/// The number of entries and conditions is in proportion to the filter and the event types. Alternatives are multiplied by event types as
/// far as <see cref="AreInProportion"/> allows; beyond that, keys are without the event type, and one set of event types is checked. When
/// alternatives would leave more to evaluate than that, all of them share the whole filter as their residual.
/// </remarks>
internal sealed class SubscriptionOutline
{
    /// <summary>Up to this many entries are always allowed.</summary>
    private const int AllowedEntries = 1_024;

    /// <summary>Up to this many comparisons to evaluate are always allowed.</summary>
    private const int AllowedChecks = 256;

    /// <summary>
    /// The most entries, or comparisons to evaluate, for each event type and alternative, or comparison, of the subscription.
    /// </summary>
    private const int Proportion = 4;

    /// <summary>Up to this many alternatives cannot leave more to evaluate than the filter times <see cref="Proportion"/>.</summary>
    private const int FewAlternatives = Proportion;

    private readonly FilterCompiler _compiler;
    private readonly PlannedTerms _terms;
    private readonly AlternativePlanner _planner;
    private readonly List<OutlinedEntry> _entries = [];
    private readonly List<PlannedTerm> _values = [];
    private readonly List<FilterExpression> _others = [];
    private readonly List<FilterExpression> _lastRest = [];
    private Alternatives? _alternatives;
    private OutlinedConditions? _last;

    /// <summary>Creates an empty outline.</summary>
    /// <param name="compiler">Resolves attributes and binds residual filters.</param>
    /// <param name="maxProduct">The most alternatives that one <c>and</c> may make of shorter lists.</param>
    public SubscriptionOutline(FilterCompiler compiler, int maxProduct)
    {
        _compiler = compiler;
        _terms = new PlannedTerms(compiler.Pipeline.Resolver);
        _planner = new AlternativePlanner(_terms, maxProduct);
    }

    /// <summary>Gets the entries of the subscription that was planned last.</summary>
    public ReadOnlySpan<OutlinedEntry> Entries => CollectionsMarshal.AsSpan(_entries);

    /// <summary>Gets its event types.</summary>
    public EventTypeValues Types { get; } = new();

    /// <summary>Gets a value indicating whether an event with one value for each attribute can have the keys of several entries.</summary>
    public bool IsRepeatable { get; private set; }

    /// <summary>Gets a value indicating whether conditions keep what their residual filter was made of.</summary>
    public bool KeepsResiduals { get; init; }

    /// <summary>Gets the filter that was planned last, with its negations normalised; null for one that always holds.</summary>
    public FilterExpression? Whole { get; private set; }

    /// <summary>Gives the key terms of an entry.</summary>
    public ReadOnlySpan<PlannedTerm> TermsOf(in OutlinedEntry entry) => _alternatives!.TermsOf(entry.Alternative);

    /// <summary>Plans the next subscription.</summary>
    /// <param name="eventTypes">The event types; none means any.</param>
    /// <param name="filter">The filter; null for one that always holds.</param>
    /// <exception cref="ArgumentException">An event type is null or has an unpaired surrogate.</exception>
    public void Plan(IReadOnlyCollection<string> eventTypes, FilterExpression? filter)
    {
        Clear();
        Types.Read(eventTypes);

        // Only negations are normalised away: neither the order of operands nor repeated ones matter for keys.
        FilterExpression? whole = filter is not null && Normalizer.HasNegation(filter) ? FilterPipeline.Normalize(filter) : filter;
        Whole = whole;
        Alternatives alternatives = _alternatives = _planner.Plan(whole);
        IsRepeatable = alternatives.AreMoreThanOnePossible();
        bool isTyped = Types.Count > 0 && AreInProportion((long)Types.Count * alternatives.Count, (long)Types.Count + alternatives.Count);
        bool checksWhole = LeavesTooMuch(alternatives, whole);
        bool hasKeyless = false;
        for (int i = 0; i < alternatives.Count; i++)
        {
            Alternative alternative = alternatives[i];
            if (alternative.TermCount == 0 && (checksWhole || (Types.Count > 0 && !isTyped)))
            {
                // One entry stands for all alternatives without key terms. Its key has the event type only.
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

    /// <summary>Drops the references to what the caller gave, and large memory.</summary>
    public void Clear()
    {
        ReusedList.Clear(_entries);
        _lastRest.Clear();
        (_last, Whole) = (null, null);
        Types.Release();
    }

    private static bool AreInProportion(long count, long own) => count <= Math.Max(AllowedEntries, Proportion * own);

    /// <summary>
    /// Whether the filters that alternatives leave to evaluate, those that they share counted once, are out of proportion to the filter.
    /// </summary>
    private static bool LeavesTooMuch(Alternatives alternatives, FilterExpression? filter)
    {
        if (alternatives.Count <= FewAlternatives)
        {
            return false;
        }

        long most = Math.Max(AllowedChecks, Proportion * SizeOf(filter!, long.MaxValue));
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

    /// <summary>Counts the comparisons of a filter, at least up to a number.</summary>
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

    /// <summary>
    /// Gives the conditions for some filters; the same object as for the alternative before when the filters are the same.
    /// </summary>
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
            if (_terms.Of(filter) is { } term)
            {
                _values.Add(term);
            }
            else
            {
                _others.Add(filter);
                if (filter is ValuePathExpression valuePath)
                {
                    _terms.AddImplied(valuePath, _values);
                }
            }
        }

        return new OutlinedConditions([.. _values], _others.Count == 0 ? null : Bind(_others), checksTypes ? Types.Set : null)
        {
            Residuals = KeepsResiduals ? [.. _others] : [],
        };
    }

    private BoundFilter Bind(List<FilterExpression> filters) => _compiler.Pipeline.BindNormal(FilterPipeline.Normalize(
        filters.Count == 1 ? filters[0] : new LogicalExpression(LogicalOperator.And, CollectionsMarshal.AsSpan(filters))));
}
