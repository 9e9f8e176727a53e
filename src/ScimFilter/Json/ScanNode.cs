using System.Text;

namespace ScimFilter.Json;

/// <summary>
/// A member name as the scanner looks for it: all spellings of one name at one place, which differ in case alone. What the
/// event holds under it goes to the slots of one spelling; the plan gives it to those of the others. Immutable once its plan is built.
/// </summary>
internal sealed class ScanNode : ValueTarget
{
    public ScanNode(int id, IReadOnlyList<PathNode> spellings, ScanPlanBuilder builder)
    {
        Id = id;
        Utf8 = Encoding.UTF8.GetBytes(spellings[0].Name);
        HasSeveralSpellings = spellings.Count > 1;
        foreach (PathNode spelling in spellings)
        {
            Slot = builder.Merge(Slot, spelling.Slot);
            OuterSlot = builder.Merge(OuterSlot, spelling.OuterSlot);
            ElementSlot = builder.Merge(ElementSlot, spelling.ElementSlot);
        }

        IsPlain = Slot != None && !HasFurtherSlots && !HasSeveralSpellings;
        IReadOnlyList<ScanNode> children = builder.BuildChildren(spellings);
        Children = children.Count == 0 ? NameTable.Empty : new NameTable(children);
    }

    /// <summary>Gets the number of the node in its plan.</summary>
    public int Id { get; }

    /// <summary>Gets the name as the first of its spellings has it.</summary>
    public byte[] Utf8 { get; }

    public bool HasSeveralSpellings { get; }

    public NameTable Children { get; }

    /// <summary>
    /// Gets a value indicating whether a string found here goes to exactly one slot, and the plan has no other spelling of the name.
    /// </summary>
    public bool IsPlain { get; }

    /// <summary>
    /// Gets or sets how many attributes are settled once this member was read, under its exact name and outside of arrays.
    /// </summary>
    public int Settles { get; set; }

    /// <summary>Gets or sets how many more are settled if it had a value: those that prefer this place to others.</summary>
    public int SettlesWithValue { get; set; }
}
