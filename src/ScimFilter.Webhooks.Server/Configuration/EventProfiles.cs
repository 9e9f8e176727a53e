using ScimFilter.Schema;
using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>Makes the profile that the configuration describes: the vendor's, where it says nothing else.</summary>
internal static class EventProfiles
{
    /// <exception cref="FormatException">The schema file is not a schema; the message names the file.</exception>
    /// <exception cref="IOException">The schema file cannot be read.</exception>
    /// <exception cref="ArgumentException">Two event types share a name.</exception>
    public static EventProfile Of(WebhooksOptions options) => EventProfile.Qlik with
    {
        Schema = options.FilterSchema is { } path ? ReadSchema(path) : EventProfile.Qlik.Schema,
        Catalogue = new EventTypeCatalogue(
            [.. options.BuiltInEventTypes ? EventProfile.Qlik.Catalogue.Types : [], .. options.EventTypes.Select(TypeOf)])
        {
            AcceptsOthers = options.AcceptUnknownEventTypes,
        },
    };

    /// <summary>Reads a schema file.</summary>
    /// <exception cref="FormatException">The file is not a schema; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FilterSchema ReadSchema(string path)
    {
        try
        {
            return FilterSchema.FromJson(File.ReadAllText(path));
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{path}: {exception.Message}", exception);
        }
    }

    private static EventType TypeOf(EventTypeOptions type) => new(type.Name, type.Title.Length > 0 ? type.Title : type.Name)
    {
        Category = type.Category,
        Description = type.Description,
        Levels = type.Levels.Count > 0 ? [.. type.Levels] : [WebhookLevel.Tenant, WebhookLevel.User],
        OldNames = [.. type.OldNames],
    };
}
