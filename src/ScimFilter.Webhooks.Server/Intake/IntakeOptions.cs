namespace ScimFilter.Webhooks.Server.Intake;

/// <summary>What may come in.</summary>
internal sealed class IntakeOptions
{
    /// <summary>Gets or sets the largest event, in bytes. Default: 1 MiB.</summary>
    public int MaxEventBytes { get; set; } = 1 << 20;

    /// <summary>Gets or sets the largest batch, in bytes. Default: 16 MiB.</summary>
    public int MaxBatchBytes { get; set; } = 1 << 24;

    /// <summary>Gets or sets the most events of a batch. Default: 1,000.</summary>
    public int MaxBatchEvents { get; set; } = 1_000;
}
