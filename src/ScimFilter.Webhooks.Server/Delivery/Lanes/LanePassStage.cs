namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>How far a delivery is.</summary>
internal enum LanePassStage
{
    /// <summary>It is being posted, and takes capacity.</summary>
    Posting,

    /// <summary>It is being posted for so long that it no longer takes capacity.</summary>
    Slow,

    /// <summary>The attempt is over, and has to be stored.</summary>
    Storing,

    /// <summary>It has ended.</summary>
    Ended,
}
