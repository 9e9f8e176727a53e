using System.Text;

namespace ScimFilter.Webhooks.Events;

/// <summary>
/// The members that both shapes know. An attribute that each shape writes in its own way has three slots in a row: the
/// CloudEvent's, the same in the legacy spelling at the top, and the one of the legacy <c>extensions</c>.
/// </summary>
internal static class EventNames
{
    public const int SpecVersion = 0;
    public const int Id = 1;
    public const int Type = 2;
    public const int Source = 3;
    public const int LegacyId = 4;
    public const int LegacyType = 5;
    public const int UserId = 6;
    public const int OwnerId = 9;
    public const int SpaceId = 12;
    public const int TopLevelResourceId = 15;
    public const int SlotCount = 18;

    public const string Data = "data";
    public const string DataBase64 = "data_base64";
    public const string LegacyExtensions = "extensions";

    /// <summary>Attributes with a name in each shape: the CloudEvent's and the one in the legacy extensions.</summary>
    public static readonly (string CloudEvent, string Legacy)[] Pairs =
    [
        ("tenantid", "tenantId"), ("userid", "userId"), ("ownerid", "ownerId"), ("spaceid", "spaceId"),
        ("toplevelresourceid", "topLevelResourceId"),
    ];

    public static readonly Known[] TopLevel =
    [
        Name("specversion", SpecVersion), Name("id", Id), Name("type", Type), Name("source", Source),
        Name("eventId", LegacyId), Name("eventType", LegacyType),
        Name("userid", UserId), Name("userId", UserId + 1), Name("ownerid", OwnerId), Name("ownerId", OwnerId + 1),
        Name("spaceid", SpaceId), Name("spaceId", SpaceId + 1),
        Name("toplevelresourceid", TopLevelResourceId), Name("topLevelResourceId", TopLevelResourceId + 1),
    ];

    public static readonly Known[] Extensions =
    [
        Name("userId", UserId + 2), Name("ownerId", OwnerId + 2), Name("spaceId", SpaceId + 2),
        Name("topLevelResourceId", TopLevelResourceId + 2),
    ];

    private static Known Name(string name, int slot) => new(Encoding.UTF8.GetBytes(name), slot);

    public readonly record struct Known(byte[] Utf8, int Slot);
}
