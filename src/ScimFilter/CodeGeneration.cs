namespace ScimFilter;

/// <summary>
/// When a compiler turns the shape of a filter into machine code. Without native AOT only: there shapes are always interpreted.
/// </summary>
public enum CodeGeneration
{
    /// <summary>
    /// In the background, once a shape was evaluated often: creating a filter stays cheap, and only what is hot is compiled.
    /// </summary>
    WhenHot,

    /// <summary>At once, when a filter of a new shape is compiled: hundreds of microseconds.</summary>
    Immediate,

    /// <summary>Never.</summary>
    Never,
}
