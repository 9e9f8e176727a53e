using System.Runtime.InteropServices;

namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>The names of things: the same for the same numbers, with nothing kept.</summary>
internal static class Names
{
    private static readonly string[] _entities =
        ["app", "app.reload", "space", "automation", "user", "data-set", "data-connection", "api-key"];

    private static readonly string[] _actions = ["finished", "created", "updated", "deleted", "shared"];

    public static string[] EventTypes { get; } =
        [.. _actions.SelectMany(action => _entities.Select(entity => $"com.qlik.v1.{entity}.{action}"))];

    /// <summary>What carries an id. The number keeps the ids of kinds apart.</summary>
    public enum Kind
    {
        Tenant,
        Id,
        Space,
        Resource,
        User,
        Subscription,
    }

    public static string Id(Kind kind, int tenant, int number)
    {
        ulong place = ((ulong)kind << 60) ^ ((ulong)(uint)tenant << 30) ^ (uint)number;
        ReadOnlySpan<ulong> bits = [Mix(place), Mix(~place)];
        return new Guid(MemoryMarshal.AsBytes(bits)).ToString();
    }

    /// <summary>The last step of SplitMix64.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
