using System.Runtime.InteropServices;
using System.Text;
using ScimFilter.Analysis;
using ScimFilter.Ast;
using ScimFilter.Compilation;
using ScimFilter.Json;

namespace ScimFilter.Matching;

/// <summary>A subscription to the entries of an index; the layout of the index grows by what they need. Used by one writer at a time.</summary>
internal sealed class SubscriptionPlanner
{
    /// <summary>Event types are keys while they make no more entries than this of a subscription; else they are a condition.</summary>
    private const int MostTypedEntries = 24;

    /// <summary>So many event types are kept as bytes.</summary>
    private const int MostKeptTypes = 4_096;

    /// <summary>So few event types are compared with each other.</summary>
    private const int MostCompared = 16;

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly FilterCompiler _compiler;
    private readonly AccessKeys _keys;
    private readonly int _maxTemplates;
    private readonly AccessPlanner _planner;
    private readonly Dictionary<string, byte[]> _types = new(StringComparer.Ordinal);
    private readonly List<byte[]> _typeKeys = [];
    private readonly List<(int Attribute, AccessKey Key)> _numbered = [];
    private readonly List<int> _attributes = [];
    private readonly List<Entry> _entries = [];
    private readonly List<(int Attribute, byte[] Key)> _differences = [];
    private readonly List<FilterExpression> _rest = [];
    private readonly List<FilterExpression> _others = [];

    /// <summary>Changes when numbers of attributes that sources remember may not be those of the layout any more.</summary>
    private object _numbering = new();

    public SubscriptionPlanner(FilterCompiler compiler, IndexLayout layout, int maxTemplates, int maxProduct)
    {
        _compiler = compiler;
        _maxTemplates = maxTemplates;
        _keys = new AccessKeys(compiler.Resolver);
        _planner = new AccessPlanner(_keys, maxProduct);
        Layout = layout;
    }

    /// <summary>Gets the layout with everything that was planned so far.</summary>
    public IndexLayout Layout { get; private set; }

    /// <summary>Gets a value indicating whether the last subscription wanted a template that there was no number for.</summary>
    public bool LacksTemplate { get; private set; }

    /// <summary>Goes on with another layout: an earlier one, when what was planned since is not used, or one with free numbers.</summary>
    public void Reset(IndexLayout layout)
    {
        Layout = layout;
        _numbering = new object();
    }

    /// <summary>Plans a subscription.</summary>
    /// <param name="eventTypes">The event types; none means any.</param>
    /// <param name="filter">The filter; null for one that always holds.</param>
    /// <returns>Its entries, until the next one is planned.</returns>
    /// <exception cref="ArgumentException">An event type holds half of a surrogate pair.</exception>
    public ReadOnlySpan<Entry> Plan(IReadOnlyCollection<string> eventTypes, FilterExpression? filter)
    {
        ReadTypes(eventTypes);
        LacksTemplate = false;

        // Neither the order of operands nor repeated ones make a difference to keys.
        Alternatives alternatives = _planner.Plan(filter is not null && Normalizer.HasNegation(filter) ? Normalizer.Normalize(filter) : filter);
        bool isTyped = _typeKeys.Count > 0 && _typeKeys.Count * alternatives.Count <= MostTypedEntries;
        bool isRepeatable = alternatives.AreMoreThanOnePossible();
        byte[][] checkedTypes = isTyped || _typeKeys.Count == 0 ? [] : [.. _typeKeys];
        _entries.Clear();
        for (int i = 0; i < alternatives.Count; i++)
        {
            AddEntries(alternatives.KeysOf(alternatives[i]), alternatives.RestOf(alternatives[i]), isTyped, checkedTypes, isRepeatable);
        }

        return CollectionsMarshal.AsSpan(_entries);
    }

    private void AddEntries(ReadOnlySpan<AccessKey> keys, ReadOnlySpan<FilterExpression> rest, bool isTyped, byte[][] checkedTypes, bool isRepeatable)
    {
        Number(keys);
        Template template = TemplateOf(isTyped);

        // Past the limit of templates, the one at hand has some of the attributes only; what it lacks becomes a condition.
        bool hasType = isTyped && template.Has(KeyAttribute.EventType);
        byte[][] values = new byte[template.Attributes.Length - (hasType ? 1 : 0)][];
        _rest.Clear();
        _rest.AddRange(rest);
        int count = 0;
        foreach ((int attribute, AccessKey key) in _numbered)
        {
            if (template.Has(attribute))
            {
                values[count++] = key.Key;
            }
            else
            {
                _rest.Add(key.Comparison);
            }
        }

        Conditions? conditions = PlanConditions(isTyped && !hasType ? [.. _typeKeys] : checkedTypes);
        if (!hasType)
        {
            _entries.Add(new Entry(template, null, values, isRepeatable, conditions));
            return;
        }

        foreach (byte[] type in _typeKeys)
        {
            _entries.Add(new Entry(template, type, values, isRepeatable, conditions));
        }
    }

    /// <summary>Puts keys in the order of their attributes' numbers.</summary>
    private void Number(ReadOnlySpan<AccessKey> keys)
    {
        _numbered.Clear();
        foreach (ref readonly AccessKey key in keys)
        {
            int attribute = AttributeOf(key);
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

        Layout = Layout.WithTemplate(CollectionsMarshal.AsSpan(_attributes), _maxTemplates, out Template template);
        LacksTemplate |= template.Attributes.Length < _attributes.Count;
        return template;
    }

    /// <remarks>Half of a surrogate pair would turn into a character that an event may hold.</remarks>
    private void ReadTypes(IReadOnlyCollection<string> eventTypes)
    {
        _typeKeys.Clear();
        if (eventTypes.Count == 0)
        {
            return;
        }

        bool areMany = eventTypes.Count > MostCompared;
        foreach (string type in areMany ? eventTypes.Distinct(StringComparer.Ordinal) : eventTypes)
        {
            byte[] key = KeyOf(type);
            if (areMany || !HasType(key))
            {
                _typeKeys.Add(key);
            }
        }
    }

    private bool HasType(byte[] key)
    {
        foreach (byte[] known in _typeKeys)
        {
            if (ReferenceEquals(known, key) || known.AsSpan().SequenceEqual(key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the bytes of an event type; the same ones while it is kept.</summary>
    private byte[] KeyOf(string type)
    {
        if (type is null)
        {
            throw new ArgumentException("An event type is null.");
        }

        if (!_types.TryGetValue(type, out byte[]? key))
        {
            key = _strictUtf8.GetBytes(type);
            if (_types.Count == MostKeptTypes)
            {
                // It begins anew with those that are used now.
                _types.Clear();
            }

            _types.Add(type, key);
        }

        return key;
    }

    private Conditions? PlanConditions(byte[][] types)
    {
        if (types.Length == 0 && _rest.Count == 0)
        {
            return null;
        }

        _differences.Clear();
        _others.Clear();
        foreach (FilterExpression filter in _rest)
        {
            if (filter is ComparisonExpression { Operator: ComparisonOperator.NotEqual } comparison && _keys.Of(comparison) is { Decides: true } key)
            {
                _differences.Add((AttributeOf(key), key.Key));
            }
            else
            {
                _others.Add(filter);
            }
        }

        return new Conditions(types, [.. _differences], _others.Count == 0 ? null : PlanFilter(_others));
    }

    private ResidualFilter PlanFilter(List<FilterExpression> filters)
    {
        FilterExpression filter = filters.Count == 1 ? filters[0] : new LogicalExpression(LogicalOperator.And, CollectionsMarshal.AsSpan(filters));
        BoundFilter bound = _compiler.Bind(Normalizer.Normalize(filter));
        IReadOnlyList<SlotRequest> requests = bound.Shape.ReadPlan.Requests;
        foreach (SlotRequest request in requests)
        {
            Layout = Layout.WithRequest(request);
        }

        return new ResidualFilter(bound.Shape, [.. bound.Terms.Select(term => term with { Slot = Layout.SlotOf(requests[term.Slot - 1]) })]);
    }

    private int AttributeOf(in AccessKey key)
    {
        KeySource source = key.Source;
        if (source.Numbering != _numbering)
        {
            Layout = Layout.WithAttribute(source.Request, source.Kind, out int attribute);
            (source.Attribute, source.Numbering) = (attribute, _numbering);
        }

        return source.Attribute;
    }
}
