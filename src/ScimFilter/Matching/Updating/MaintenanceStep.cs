namespace ScimFilter.Matching.Updating;

/// <summary>The steps of an index's maintenance, between which tests have it fail.</summary>
internal enum MaintenanceStep
{
    /// <summary>Small segments are merged by the thread that changed the index.</summary>
    MergeSmall,

    /// <summary>A merge begins.</summary>
    Begin,

    /// <summary>The merged segment is built.</summary>
    Build,

    /// <summary>What was deleted meanwhile is deleted of the merged segment.</summary>
    CatchUp,

    /// <summary>The merged segment takes the place of its sources.</summary>
    End,

    /// <summary>Subscriptions of a small segment are moved to the first one.</summary>
    Move,
}
