using ScimFilter.Json;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Keys;

/// <summary>
/// What the subscriptions of an index ask of an event: how it is read, which attributes hold keys, and which of them together.
/// Immutable and thread-safe; it grows by copying.
/// </summary>
/// <remarks>
/// Segments know slots, attributes and templates by number, so what is used keeps its number. What no subscription uses any more leaves a
/// free number behind, see <see cref="Without"/>, which the next of its kind takes.
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

    /// <summary>Gets how events are read; made when first asked for, as a layout may grow many times before an event comes.</summary>
    public ReadPlan Plan => field ??= new ReadPlan(_requests);

    /// <summary>Gets the number of attributes that are read.</summary>
    public int RequestCount { get; }

    /// <summary>Gets the slots that may hold the event type; the first with a value does.</summary>
    public int[] TypeSlots { get; }

    /// <summary>
    /// Gets the attributes whose values are keys; the first stands for the event type, whichever slot holds it. A free number has the slot
    /// that is always empty.
    /// </summary>
    public KeyAttribute[] Attributes { get; }

    /// <summary>Gets the templates by their numbers, unused ones among them; the first has no attributes.</summary>
    public Template[] Templates { get; }

    /// <summary>Gets the templates that are used, in the order in which they are probed.</summary>
    public Template[] Probed { get; }

    public static IndexLayout Create(IEnumerable<string> eventTypeAttributes)
    {
        SlotRequest[] requests =
        [
            .. eventTypeAttributes.Distinct(StringComparer.Ordinal).Select(name => new SlotRequest(name, [EventPath.Parse(name)], SlotUse.Values)),
        ];
        Template[] templates = [new Template(0, [], 0)];
        return new IndexLayout(requests, [.. Enumerable.Range(1, requests.Length)], [default], templates, templates);
    }

    /// <summary>Gives the slot of an attribute, which is read.</summary>
    public int SlotOf(SlotRequest request) => Array.IndexOf(_requests, request) + 1;

    /// <summary>Whether an attribute of the layout is still the one that had its number earlier.</summary>
    /// <param name="attribute">The number.</param>
    /// <param name="request">What <see cref="RequestOf"/> gave for it then.</param>
    /// <param name="kind">Which of its values are keys.</param>
    public bool Has(int attribute, SlotRequest? request, KeyKind kind) =>
        (uint)attribute < (uint)Attributes.Length && Attributes[attribute] is { Slot: > EventSlots.Absent } key
        && key.Kind == kind && ReferenceEquals(_requests[key.Slot - 1], request);

    /// <summary>Gives what reads an attribute whose values are keys.</summary>
    public SlotRequest RequestOf(int attribute) => _requests[Attributes[attribute].Slot - 1];

    /// <summary>Gives a layout that reads an attribute as well.</summary>
    /// <remarks>
    /// A free slot is taken for the same use alone: filters of tombstoned subscriptions still look at it, and they expect elements as JSON or
    /// values as text.
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

    /// <summary>Gives a layout that has an attribute among its keys.</summary>
    /// <param name="request">The attribute.</param>
    /// <param name="kind">Which of its values are keys.</param>
    /// <param name="attribute">Its number.</param>
    public IndexLayout WithAttribute(SlotRequest request, KeyKind kind, out int attribute)
    {
        IndexLayout layout = WithRequest(request);
        var key = new KeyAttribute(layout.SlotOf(request), kind);
        attribute = Array.IndexOf(Attributes, key);
        if (attribute > 0)
        {
            return layout;
        }

        int free = Array.FindIndex(Attributes, KeyAttribute.EventType + 1, known => known.Slot == EventSlots.Absent);
        attribute = free < 0 ? Attributes.Length : free;
        return new IndexLayout(layout._requests, TypeSlots, WithItem(Attributes, free, key), Templates, Probed);
    }

    /// <summary>Gives a layout with a template for some attributes; when there are too many, the one of the most of them stands in.</summary>
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
            template = MostOf(attributes);
            return this;
        }

        int free = Array.FindIndex(Templates, known => known.IsUnused);
        template = new Template(free < 0 ? Templates.Length : free, attributes.ToArray(), attributes.CommonPrefixLength(Probed[^1].Attributes));
        return new IndexLayout(_requests, TypeSlots, Attributes, WithItem(Templates, free, template), [.. Probed, template]);
    }

    /// <summary>Gives a layout without what no subscription uses, whose numbers are free from now on.</summary>
    /// <returns>The layout; this one when all is used.</returns>
    public IndexLayout Without(LayoutUses uses)
    {
        Template[] templates = [.. Templates.Select(template => template.Index == 0 || uses.HasTemplate(template.Index) ? template : Unused(template))];
        bool[] attributes = UsedAttributes(templates, uses);
        bool[] slots = UsedSlots(attributes, uses);
        KeyAttribute[] keys = [.. Attributes.Select((key, number) => attributes[number] ? key : default)];
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

    private static Template Unused(Template template) => template.IsUnused ? template : new Template(template.Index, [], 0) { IsUnused = true };

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

    private Template MostOf(ReadOnlySpan<int> attributes)
    {
        Template best = Probed[0];
        foreach (Template known in Probed)
        {
            best = known.Attributes.Length > best.Attributes.Length && known.IsSubsetOf(attributes) ? known : best;
        }

        return best;
    }
}
