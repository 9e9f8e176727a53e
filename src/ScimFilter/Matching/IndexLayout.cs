using ScimFilter.Json;
using ScimFilter.Runtime;

namespace ScimFilter.Matching;

/// <summary>
/// What the subscriptions of an index ask of an event: how it is read, which attributes hold keys, and which of them together.
/// Immutable and thread-safe; it grows by copying, and what has a number keeps it.
/// </summary>
internal sealed class IndexLayout
{
    private readonly SlotRequest[] _requests;

    private IndexLayout(SlotRequest[] requests, int[] typeSlots, KeyAttribute[] attributes, Template[] templates)
    {
        _requests = requests;
        TypeSlots = typeSlots;
        Attributes = attributes;
        Templates = templates;
    }

    /// <summary>Gets how events are read; made when first asked for, as a layout may grow many times before an event comes.</summary>
    public ReadPlan Plan => field ??= new ReadPlan(_requests);

    /// <summary>Gets the number of attributes that are read.</summary>
    public int RequestCount => _requests.Length;

    /// <summary>Gets the slots that may hold the event type; the first with a value does.</summary>
    public int[] TypeSlots { get; }

    /// <summary>Gets the attributes whose values are keys; the first stands for the event type, whichever slot holds it.</summary>
    public KeyAttribute[] Attributes { get; }

    /// <summary>Gets the templates; the first has no attributes.</summary>
    public Template[] Templates { get; }

    public static IndexLayout Create(IEnumerable<string> eventTypeAttributes)
    {
        SlotRequest[] requests =
        [
            .. eventTypeAttributes.Distinct(StringComparer.Ordinal).Select(name => new SlotRequest(name, [EventPath.Parse(name)], SlotUse.Values)),
        ];
        return new IndexLayout(requests, [.. Enumerable.Range(1, requests.Length)], [default], [new Template(0, [], 0)]);
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
    public IndexLayout WithRequest(SlotRequest request) =>
        SlotOf(request) != EventSlots.Absent ? this : new IndexLayout([.. _requests, request], TypeSlots, Attributes, Templates);

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

        attribute = Attributes.Length;
        return new IndexLayout(layout._requests, TypeSlots, [.. Attributes, key], Templates);
    }

    /// <summary>Gives a layout with a template for some attributes; when there are too many, the one of the most of them stands in.</summary>
    public IndexLayout WithTemplate(ReadOnlySpan<int> attributes, int maxTemplates, out Template template)
    {
        foreach (Template known in Templates)
        {
            if (known.Attributes.AsSpan().SequenceEqual(attributes))
            {
                template = known;
                return this;
            }
        }

        if (Templates.Length >= maxTemplates)
        {
            template = MostOf(attributes);
            return this;
        }

        template = new Template(Templates.Length, attributes.ToArray(), attributes.CommonPrefixLength(Templates[^1].Attributes));
        return new IndexLayout(_requests, TypeSlots, Attributes, [.. Templates, template]);
    }

    private Template MostOf(ReadOnlySpan<int> attributes)
    {
        Template best = Templates[0];
        foreach (Template known in Templates)
        {
            best = known.Attributes.Length > best.Attributes.Length && known.IsSubsetOf(attributes) ? known : best;
        }

        return best;
    }
}
