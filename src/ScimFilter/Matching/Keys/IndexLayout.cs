using ScimFilter.Json;
using ScimFilter.Json.Slots;

namespace ScimFilter.Matching.Keys;

/// <summary>
/// The numbers of an index: slots (how an event is read), attributes (which slots hold values of keys) and templates (which attributes form
/// keys together). Immutable and thread-safe; a change makes a copy.
/// </summary>
/// <remarks>
/// Segments store numbers only, so whatever is in use keeps its number. <see cref="Without"/> frees the numbers that no subscription uses,
/// and the next slot, attribute or template takes a free number.
/// </remarks>
internal sealed class IndexLayout
{
    private readonly SlotRequest[] _requests;

    private IndexLayout(SlotRequest[] requests, int[] typeSlots, KeyAttribute[] attributes, Template[] templates, Template[] probed)
    {
        _requests = requests;
        TypeSlots = typeSlots;
        Attributes = attributes;
        Templates = templates;
        Probed = probed;
        RequestCount = requests.Count(request => !request.IsUnused);
    }

    /// <summary>Gets how events are read. Built on first use, as a layout may change many times before an event comes.</summary>
    public ReadPlan Plan => field ??= new ReadPlan(_requests);

    /// <summary>Gets the number of attributes that are read.</summary>
    public int RequestCount { get; }

    /// <summary>Gets the slots that may hold the event type. The first one with a value does.</summary>
    public int[] TypeSlots { get; }

    /// <summary>
    /// Gets the attributes by number. The first one stands for the event type, whichever slot holds it. A free number has the slot that is
    /// always empty.
    /// </summary>
    public KeyAttribute[] Attributes { get; }

    /// <summary>Gets the templates by number, unused ones included. The first one has no attributes.</summary>
    public Template[] Templates { get; }

    /// <summary>Gets the templates in use, in the order in which they are probed.</summary>
    public Template[] Probed { get; }

    /// <summary>Creates the layout of an empty index.</summary>
    /// <param name="eventTypeAttributes">The dotted paths at which an event may hold its type.</param>
    public static IndexLayout Create(IEnumerable<string> eventTypeAttributes)
    {
        SlotRequest[] requests =
        [
            .. eventTypeAttributes.Distinct(StringComparer.Ordinal)
                .Select(name => new SlotRequest(name, EventPath.ParsePlaces(name), SlotUse.Values)),
        ];
        Template[] templates = [new Template(0, [], 0)];
        return new IndexLayout(requests, [.. Enumerable.Range(1, requests.Length)], [default], templates, templates);
    }

    /// <summary>Gives the slot of an attribute; <see cref="EventSlots.Absent"/> when it is not read.</summary>
    public int SlotOf(SlotRequest request) => Array.IndexOf(_requests, request) + 1;

    /// <summary>Whether a number still stands for the attribute that it stood for earlier.</summary>
    /// <param name="attribute">The number.</param>
    /// <param name="request">What <see cref="RequestOf"/> gave for it then.</param>
    /// <param name="kind">Which of its values count.</param>
    public bool Has(int attribute, SlotRequest? request, KeyKind kind) =>
        (uint)attribute < (uint)Attributes.Length && Attributes[attribute] is { Slot: > EventSlots.Absent } key
        && key.Kind == kind && ReferenceEquals(_requests[key.Slot - 1], request);

    /// <summary>Gives the request with which an attribute is read.</summary>
    public SlotRequest RequestOf(int attribute) => _requests[Attributes[attribute].Slot - 1];

    /// <summary>Gives a layout that also reads an attribute.</summary>
    /// <remarks>
    /// A free slot is only taken for the same use: filters of tombstoned subscriptions still read it, and expect elements as JSON or values
    /// as text.
    /// </remarks>
    public IndexLayout WithRequest(SlotRequest request)
    {
        if (SlotOf(request) != EventSlots.Absent)
        {
            return this;
        }

        int free = Array.FindIndex(_requests, known => known.IsUnused && known.Use == request.Use);
        return new IndexLayout(WithItem(_requests, free, request), TypeSlots, Attributes, Templates, Probed);
    }

    /// <summary>Gives a layout in which an attribute can be part of keys and conditions.</summary>
    /// <remarks>
    /// A free number is only taken for the same kind of values: conditions of tombstoned subscriptions still have it, with literals of that
    /// kind.
    /// </remarks>
    /// <param name="request">How the attribute is read.</param>
    /// <param name="kind">Which of its values count.</param>
    /// <param name="attribute">The number of the attribute.</param>
    public IndexLayout WithAttribute(SlotRequest request, KeyKind kind, out int attribute)
    {
        IndexLayout layout = WithRequest(request);
        var key = new KeyAttribute(layout.SlotOf(request), kind);
        attribute = Array.IndexOf(Attributes, key);
        if (attribute > 0)
        {
            return layout;
        }

        int free = Array.FindIndex(Attributes, KeyAttribute.EventType + 1, known => known == key with { Slot = EventSlots.Absent });
        attribute = free < 0 ? Attributes.Length : free;
        return new IndexLayout(layout._requests, TypeSlots, WithItem(Attributes, free, key), Templates, Probed);
    }

    /// <summary>Gives a layout with a template for some attributes.</summary>
    /// <param name="attributes">The attributes, ascending.</param>
    /// <param name="maxTemplates">
    /// The most templates. Beyond that, the template with the most of the attributes takes the place of a new one.
    /// </param>
    /// <param name="template">The template.</param>
    public IndexLayout WithTemplate(ReadOnlySpan<int> attributes, int maxTemplates, out Template template)
    {
        foreach (Template known in Probed)
        {
            if (known.Attributes.AsSpan().SequenceEqual(attributes))
            {
                template = known;
                return this;
            }
        }

        if (Probed.Length >= maxTemplates)
        {
            template = LargestSubset(attributes);
            return this;
        }

        int free = Array.FindIndex(Templates, known => known.IsUnused);
        int index = free < 0 ? Templates.Length : free;
        template = new Template(index, attributes.ToArray(), attributes.CommonPrefixLength(Probed[^1].Attributes));
        return new IndexLayout(_requests, TypeSlots, Attributes, WithItem(Templates, free, template), [.. Probed, template]);
    }

    /// <summary>Gives a layout in which the numbers of everything that no subscription uses are free.</summary>
    /// <returns>The layout; this one when everything is used.</returns>
    public IndexLayout Without(LayoutUses uses)
    {
        bool IsUsed(Template template) => template.Index == 0 || uses.HasTemplate(template.Index);
        Template[] templates = [.. Templates.Select(template => IsUsed(template) ? template : Unused(template))];
        bool[] attributes = UsedAttributes(templates, uses);
        bool[] slots = UsedSlots(attributes, uses);
        KeyAttribute[] keys = [.. Attributes.Select((key, number) => attributes[number] ? key : key with { Slot = EventSlots.Absent })];
        SlotRequest[] requests = [.. _requests.Select((request, number) => slots[number + 1] ? request : SlotRequest.Unused(request.Use))];
        if (templates.SequenceEqual(Templates) && keys.SequenceEqual(Attributes) && requests.SequenceEqual(_requests))
        {
            return this;
        }

        Template[] probed = [.. Probed.Select(template => templates[template.Index]).Where(template => !template.IsUnused)];
        for (int i = 1; i < probed.Length; i++)
        {
            probed[i] = probed[i] with { SharedCount = probed[i].Attributes.AsSpan().CommonPrefixLength(probed[i - 1].Attributes) };
            templates[probed[i].Index] = probed[i];
        }

        return new IndexLayout(requests, TypeSlots, keys, templates, probed);
    }

    private static Template Unused(Template template) =>
        template.IsUnused ? template : new Template(template.Index, [], 0) { IsUnused = true };

    private static T[] WithItem<T>(T[] items, int place, T item)
    {
        T[] copy = place < 0 ? [.. items, item] : [.. items];
        copy[place < 0 ? ^1 : place] = item;
        return copy;
    }

    private bool[] UsedAttributes(Template[] templates, LayoutUses uses)
    {
        bool[] used = [.. Attributes.Select((_, number) => number == KeyAttribute.EventType || uses.HasAttribute(number))];
        foreach (int attribute in templates.SelectMany(template => template.Attributes))
        {
            used[attribute] = true;
        }

        return used;
    }

    private bool[] UsedSlots(bool[] attributes, LayoutUses uses)
    {
        bool[] used = [.. Enumerable.Range(0, _requests.Length + 1).Select(uses.HasSlot)];
        foreach (int slot in TypeSlots.Concat(Attributes.Where((_, number) => attributes[number]).Select(key => key.Slot)))
        {
            used[slot] = true;
        }

        return used;
    }

    private Template LargestSubset(ReadOnlySpan<int> attributes)
    {
        Template best = Probed[0];
        foreach (Template known in Probed)
        {
            best = known.Attributes.Length > best.Attributes.Length && known.IsSubsetOf(attributes) ? known : best;
        }

        return best;
    }
}
