namespace ScimFilter.Matching.Updating;

/// <summary>The steps of an index's maintenance. Tests make each of them fail.</summary>
internal enum MaintenanceStep
{
    /// <summary>The writing thread merges small segments.</summary>
    MergeSmall,

    /// <summary>A background merge begins.</summary>
    Begin,

    /// <summary>The merged segment is built.</summary>
    Build,

    /// <summary>What was removed meanwhile is tombstoned in the merged segment.</summary>
    CatchUp,

    /// <summary>The merged segment replaces its sources.</summary>
    End,

    /// <summary>Subscriptions of a small segment are moved to the first one.</summary>
    Move,
}
