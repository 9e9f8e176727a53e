namespace ScimFilter.Matching;

/// <summary>The layout of the records of a <see cref="Segment"/>: who has a key, and what else must hold for them.</summary>
/// <remarks>
/// <code>
/// table of a template        records                                              arena
/// ┌──────────┬────────┐      ┌───────────┬──────┬─────────┬─────────┬─────┐       ┌────────┬───────┐
/// │ tag (32) │ record ├─────▶│ value × k │ head │ counts  │ posting │ ... │   ┌──▶│ length │ bytes │
/// └──────────┴────────┘      └─────┬─────┴──────┴─────────┴────┬────┴─────┘   │   └────────┴───────┘
///                                  └───────────────────────────┼──────────────┤
///                            conditions, behind their posting  ▼              │
///                            ┌───────┬─────────────┬─────────────────────┬────┴───────────────────────────┬────────┐
///                            │ types │ differences │ (half, value) × ... │ (attribute, half, value) × ... │ filter │
///                            └───────┴─────────────┴─────────────────────┴────────────────────────────────┴────────┘
/// head &lt; 0:    a single plain subscription, as ~head, and nothing else
/// head >= 0:   the number of words that follow; the first two are the numbers of plain and of repeatable subscriptions, which
///              follow, in this order, and behind them the postings
/// plain:       nothing else is to be checked
/// repeatable:  one event can reach it in several ways
/// posting:     subscription &lt;&lt; 1 | whether it is repeatable; conditions follow
/// types:       how many event types follow, one of which the event must have; none means any
/// differences: how many values follow that an attribute must not have (<c>ne</c>), &lt;&lt; 1 | whether there is a filter
/// filter:      the number of a filter that must hold
/// value:       the place of its bytes in the arena; half: the upper half of its hash
/// </code>
/// </remarks>
internal static class PostingFormat
{
    /// <summary>The words between the values and the plain subscriptions.</summary>
    public const int HeadSize = 3;

    /// <summary>The number of words behind the last record that may be read with it.</summary>
    public const int Padding = 16;

    /// <summary>The words before the types of conditions.</summary>
    public const int ConditionsHead = 2;

    /// <summary>The second word of conditions that are one difference: the most common ones.</summary>
    public const int OneDifference = 1 << 1;

    /// <summary>The words of a type among conditions.</summary>
    public const int TypeSize = 2;

    /// <summary>The words of a difference among conditions.</summary>
    public const int DifferenceSize = 3;

    /// <summary>Gives the number of words of conditions.</summary>
    /// <param name="types">Their first word.</param>
    /// <param name="differences">Their second word.</param>
    public static int SizeOfConditions(int types, int differences) =>
        ConditionsHead + (types * TypeSize) + ((differences >> 1) * DifferenceSize) + (differences & 1);
}
