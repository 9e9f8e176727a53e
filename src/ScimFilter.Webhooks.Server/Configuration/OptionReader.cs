using System.Collections;
using System.Reflection;

namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>
/// Reads a section of the configuration into an options class, and notes every fault as a sentence that names the key. The framework's
/// binder is not used: it skips keys that it does not know, takes <c>2</c> for two days, and gives up at the first value of a wrong type.
/// </summary>
internal sealed class OptionReader(ICollection<string> faults)
{
    /// <summary>Reads the options of a section; what is faulty has its default.</summary>
    public T Read<T>(IConfigurationSection section)
        where T : new() => (T)ReadSection(section, typeof(T))!;

    private object? ReadSection(IConfigurationSection section, Type type)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            faults.Add($"{section.Path} is a section; its settings are {Names(type)}.");
            return null;
        }

        object options = Activator.CreateInstance(type)!;
        foreach (IConfigurationSection child in section.GetChildren())
        {
            PropertyInfo? property = Array.Find(
                type.GetProperties(), known => known.CanWrite && string.Equals(known.Name, child.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                string suggestion = Spelling.Suggest(child.Key, Settings(type));
                faults.Add($"{child.Path} is not a setting{(suggestion.Length > 0 ? suggestion : $"; there are {Names(type)}.")}");
            }
            else if (ReadValue(child, property, property.PropertyType) is { } value)
            {
                property.SetValue(options, value);
            }
        }

        return options;
    }

    private object? ReadValue(IConfigurationSection section, PropertyInfo property, Type type)
    {
        if (type.IsGenericType)
        {
            return ReadList(section, property, type);
        }

        if (!OptionValue.IsSingle(type))
        {
            return ReadSection(section, type);
        }

        if (section.GetChildren().FirstOrDefault() is { } child)
        {
            faults.Add($"{section.Path} is a single value, so that {child.Path} is not a setting.");
            return null;
        }

        if (section.Value is not { } text)
        {
            return null;
        }

        if (OptionValue.Read(text, type, out string fault) is not { } value)
        {
            faults.Add($"{section.Path} {fault}");
            return null;
        }

        if (!OptionRange.Contains(property, value))
        {
            faults.Add($"{section.Path} is {OptionValue.Format(value)}; the range is {OptionRange.Of(property)}.");
            return null;
        }

        return value;
    }

    private IList? ReadList(IConfigurationSection section, PropertyInfo property, Type type)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            faults.Add($"{section.Path} is a list; write its first item as {section.Path}:0.");
            return null;
        }

        var list = (IList)Activator.CreateInstance(type)!;
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (ReadValue(child, property, type.GetGenericArguments()[0]) is { } value)
            {
                list.Add(value);
            }
        }

        return list;
    }

    private static IEnumerable<string> Settings(Type type) =>
        type.GetProperties().Where(property => property.CanWrite).Select(property => property.Name);

    private static string Names(Type type) => string.Join(", ", Settings(type).Order(StringComparer.Ordinal));
}
