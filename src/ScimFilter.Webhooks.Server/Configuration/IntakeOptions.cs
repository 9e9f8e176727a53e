using System.ComponentModel.DataAnnotations;

namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>What may come in.</summary>
internal sealed class IntakeOptions
{
    /// <summary>Gets or sets the largest event, in bytes. Default: 1 MiB.</summary>
    [Range(1_024, 1 << 28)]
    public int MaxEventBytes { get; set; } = 1 << 20;

    /// <summary>Gets or sets the largest batch, in bytes. Default: 16 MiB.</summary>
    [Range(1_024, 1 << 30)]
    public int MaxBatchBytes { get; set; } = 1 << 24;

    /// <summary>Gets or sets the most events of a batch. Default: 1,000.</summary>
    [Range(1, 100_000)]
    public int MaxBatchEvents { get; set; } = 1_000;
}
