namespace ScimFilter.Json;

/// <summary>Where the values found at one place of an event go.</summary>
internal class ValueTarget
{
    public const int None = -1;

    /// <summary>Gets or sets the slot that takes the values found here.</summary>
    public int Slot { get; set; } = None;

    /// <summary>Gets or sets the slot of the attribute of which this is the <c>value</c> member.</summary>
    public int OuterSlot { get; set; } = None;

    /// <summary>Gets or sets the slot that takes the elements found here.</summary>
    public int ElementSlot { get; set; } = None;

    /// <summary>Gets a value indicating whether more than <see cref="Slot"/> takes what is found here.</summary>
    public bool HasFurtherSlots => (OuterSlot & ElementSlot) != None;
}
