using System.Runtime.InteropServices;
using ScimFilter.Compilation;
using ScimFilter.Json;
using ScimFilter.Matching.Keys;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Planning;

/// <summary>
/// A subscription to the entries of an index; the layout of the index grows by what they need. Used by one writer at a time: this is the
/// part of planning for which writers wait for each other, see <see cref="SubscriptionOutline"/> for the other.
/// </summary>
internal sealed class SubscriptionPlanner(FilterCompiler compiler, IndexLayout layout, int maxTemplates, int maxProduct)
{
    private readonly SubscriptionOutline _outline = new(compiler, maxProduct);
    private readonly List<(int Attribute, AccessKey Key)> _numbered = [];
    private readonly List<int> _attributes = [];
    private readonly List<Entry> _entries = [];
    private readonly List<ValueCondition> _lacking = [];

    /// <summary>What was numbered last, and what came of it: entries that ask for the same share one object.</summary>
    private (OutlinedConditions? Outlined, Conditions? Numbered) _last;

    /// <summary>Gets the layout with everything that was planned so far.</summary>
    public IndexLayout Layout { get; private set; } = layout;

    /// <summary>Gets a value indicating whether the last subscription wanted a template that there was no number for.</summary>
    public bool LacksTemplate { get; private set; }

    /// <summary>Goes on with another layout: an earlier one, when what was planned since is not used, or one with free numbers.</summary>
    public void Reset(IndexLayout layout) => Layout = layout;

    /// <summary>Plans a subscription.</summary>
    /// <param name="eventTypes">The event types; none means any.</param>
    /// <param name="filter">The filter; null for one that always holds.</param>
    /// <returns>Its entries, until the next one is planned.</returns>
    /// <exception cref="ArgumentException">An event type is null or holds half of a surrogate pair.</exception>
    public ReadOnlySpan<Entry> Plan(IReadOnlyCollection<string> eventTypes, FilterExpression? filter)
    {
        _outline.Plan(eventTypes, filter);
        return Plan(_outline);
    }

    /// <summary>Plans a subscription of which there is an outline. It may be planned again when the layout has changed.</summary>
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
        Number(outline.KeysOf(entry));
        Template template = TemplateOf(entry.IsTyped);

        // Past the limit of templates, the one at hand has some of the attributes only; what it lacks becomes a condition.
        bool hasType = entry.IsTyped && template.Has(KeyAttribute.EventType);
        byte[][] values = new byte[template.Attributes.Length - (hasType ? 1 : 0)][];
        _lacking.Clear();
        int count = 0;
        foreach ((int attribute, AccessKey key) in _numbered)
        {
            if (template.Has(attribute))
            {
                values[count++] = key.Key;
            }
            else
            {
                _lacking.Add(new ValueCondition(attribute, key.Key, IsRequired: true));
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

    /// <summary>Puts keys in the order of their attributes' numbers.</summary>
    private void Number(ReadOnlySpan<AccessKey> keys)
    {
        _numbered.Clear();
        foreach (ref readonly AccessKey key in keys)
        {
            int attribute = AttributeOf(key.Source);
            int place = _numbered.Count;
            while (place > 0 && _numbered[place - 1].Attribute > attribute)
            {
                place--;
            }

            _numbered.Insert(place, (attribute, key));
        }
    }

    /// <summary>Gives the template of the attributes at hand.</summary>
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

    /// <summary>Gives the conditions of an entry, with what its template lacks.</summary>
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

        ResidualFilter? filter = types is null ? shared?.Filter : (shared?.Filter ?? new ResidualFilter(null, [], null)) with { Types = types };
        return new Conditions([.. shared?.Values ?? [], .. _lacking], filter);
    }

    private Conditions Number(OutlinedConditions outlined)
    {
        var values = new ValueCondition[outlined.Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (AccessKey key, bool isRequired) = outlined.Values[i];
            values[i] = new ValueCondition(AttributeOf(key.Source), key.Key, isRequired);
        }

        return new Conditions(values, outlined.Filter is null && outlined.Types is null ? null : Number(outlined.Filter, outlined.Types));
    }

    private ResidualFilter Number(BoundFilter? bound, LiteralSet? types)
    {
        if (bound is null)
        {
            return new ResidualFilter(null, [], types);
        }

        IReadOnlyList<SlotRequest> requests = bound.Shape.ReadPlan.Requests;
        int[] slots = new int[requests.Count];
        for (int i = 0; i < slots.Length; i++)
        {
            Layout = Layout.WithRequest(requests[i]);
            slots[i] = Layout.SlotOf(requests[i]);
        }

        return new ResidualFilter(bound.Shape, [.. bound.Terms.Select(term => term with { Slot = slots[term.Slot - 1] })], types);
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
