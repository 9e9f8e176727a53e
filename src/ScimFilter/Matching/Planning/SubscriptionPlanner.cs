using System.Runtime.InteropServices;
using ScimFilter.Compilation;
using ScimFilter.Json;
using ScimFilter.Matching.Keys;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Planning;

/// <summary>
/// Makes entries of an outline: gives its attributes numbers and templates, which the layout of the index grows by. Used by one writer at a
/// time, under the lock of writers.
/// </summary>
internal sealed class SubscriptionPlanner(FilterCompiler compiler, IndexLayout layout, int maxTemplates, int maxProduct)
{
    private readonly SubscriptionOutline _outline = new(compiler, maxProduct);
    private readonly List<(int Attribute, PlannedTerm Term)> _numbered = [];
    private readonly List<int> _attributes = [];
    private readonly List<Entry> _entries = [];
    /// <summary>The terms whose attributes the template of the current entry lacks.</summary>
    private readonly List<ValueCondition> _lacking = [];

    /// <summary>The outlined conditions numbered last, and the result: successive entries share it.</summary>
    private (OutlinedConditions? Outlined, Conditions? Numbered) _last;

    /// <summary>Gets the layout with everything planned so far.</summary>
    public IndexLayout Layout { get; private set; } = layout;

    /// <summary>
    /// Gets a value indicating whether an entry of the last subscription did not get its own template, because of the limit.
    /// </summary>
    public bool LacksTemplate { get; private set; }

    /// <summary>Continues with another layout: an earlier one, to drop what was planned since, or one with free numbers.</summary>
    public void Reset(IndexLayout layout) => Layout = layout;

    /// <summary>Plans a subscription.</summary>
    /// <param name="eventTypes">The event types; none means any.</param>
    /// <param name="filter">The filter; null for one that always holds.</param>
    /// <returns>Its entries, until the next one is planned.</returns>
    /// <exception cref="ArgumentException">An event type is null or has an unpaired surrogate.</exception>
    public ReadOnlySpan<Entry> Plan(IReadOnlyCollection<string> eventTypes, FilterExpression? filter)
    {
        _outline.Plan(eventTypes, filter);
        return Plan(_outline);
    }

    /// <summary>Plans an outlined subscription. It may be planned again after <see cref="Reset"/>.</summary>
    /// <param name="outline">The outline.</param>
    /// <returns>Its entries, until the next one is planned.</returns>
    public ReadOnlySpan<Entry> Plan(SubscriptionOutline outline)
    {
        _entries.Clear();
        _last = default;
        LacksTemplate = false;
        foreach (ref readonly OutlinedEntry entry in outline.Entries)
        {
            AddEntries(outline, entry);
        }

        return CollectionsMarshal.AsSpan(_entries);
    }

    private void AddEntries(SubscriptionOutline outline, in OutlinedEntry entry)
    {
        Number(outline.TermsOf(entry));
        Template template = TemplateOf(entry.IsTyped);

        // At the limit of templates, this one may have some of the attributes only. The terms it lacks become conditions.
        bool hasType = entry.IsTyped && template.Has(KeyAttribute.EventType);
        byte[][] values = new byte[template.Attributes.Length - (hasType ? 1 : 0)][];
        _lacking.Clear();
        int count = 0;
        foreach ((int attribute, PlannedTerm term) in _numbered)
        {
            if (template.Has(attribute))
            {
                values[count++] = term.Value;
            }
            else
            {
                _lacking.Add(ConditionOf(attribute, term));
            }
        }

        Conditions? conditions = ConditionsOf(entry.Conditions, entry.IsTyped && !hasType ? outline.Types.Set : null);
        if (!hasType)
        {
            _entries.Add(new Entry(template, null, values, outline.IsRepeatable, conditions));
            return;
        }

        foreach (byte[] type in outline.Types.All)
        {
            _entries.Add(new Entry(template, type, values, outline.IsRepeatable, conditions));
        }
    }

    /// <summary>Sorts terms by the numbers of their attributes.</summary>
    private void Number(ReadOnlySpan<PlannedTerm> terms)
    {
        _numbered.Clear();
        foreach (ref readonly PlannedTerm term in terms)
        {
            int attribute = AttributeOf(term.Source);
            int place = _numbered.Count;
            while (place > 0 && _numbered[place - 1].Attribute > attribute)
            {
                place--;
            }

            _numbered.Insert(place, (attribute, term));
        }
    }

    /// <summary>Gives the template of the numbered terms.</summary>
    private Template TemplateOf(bool isTyped)
    {
        _attributes.Clear();
        if (isTyped)
        {
            _attributes.Add(KeyAttribute.EventType);
        }

        foreach ((int attribute, _) in _numbered)
        {
            _attributes.Add(attribute);
        }

        Layout = Layout.WithTemplate(CollectionsMarshal.AsSpan(_attributes), maxTemplates, out Template template);
        LacksTemplate |= template.Attributes.Length < _attributes.Count;
        return template;
    }

    /// <summary>Gives the conditions of an entry, including the terms that its template lacks.</summary>
    private Conditions? ConditionsOf(OutlinedConditions? outlined, LiteralSet? types)
    {
        if (!ReferenceEquals(outlined, _last.Outlined))
        {
            _last = (outlined, outlined is null ? null : Number(outlined));
        }

        Conditions? shared = _last.Numbered;
        if (_lacking.Count == 0 && types is null)
        {
            return shared;
        }

        ResidualFilter? filter = types is null
            ? shared?.Filter
            : (shared?.Filter ?? default(ResidualFilter)) with { Types = types };
        return new Conditions([.. shared?.Values ?? [], .. _lacking], filter);
    }

    private Conditions Number(OutlinedConditions outlined)
    {
        var values = new ValueCondition[outlined.Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            PlannedTerm term = outlined.Values[i];
            values[i] = ConditionOf(AttributeOf(term.Source), term);
        }

        return new Conditions(values, outlined.Filter is null && outlined.Types is null ? null : Number(outlined.Filter, outlined.Types));
    }

    private static ValueCondition ConditionOf(int attribute, in PlannedTerm term) =>
        new(attribute, term.Source.Kind, term.Operator, term.IsNegated, term.Value);

    private ResidualFilter Number(BoundFilter? bound, LiteralSet? types)
    {
        if (bound is not { } filter)
        {
            return new ResidualFilter(default, types);
        }

        IReadOnlyList<SlotRequest> requests = filter.Shape.ReadPlan.Requests;
        int[] slots = new int[requests.Count];
        for (int i = 0; i < slots.Length; i++)
        {
            Layout = Layout.WithRequest(requests[i]);
            slots[i] = Layout.SlotOf(requests[i]);
        }

        return new ResidualFilter(filter.OnSlots(slots), types);
    }

    private int AttributeOf(KeySource source)
    {
        if (!Layout.Has(source.Attribute, source.Numbered, source.Kind))
        {
            Layout = Layout.WithAttribute(source.Request, source.Kind, out int attribute);
            source.Attribute = attribute;
            source.Numbered = Layout.RequestOf(attribute);
        }

        return source.Attribute;
    }
}
