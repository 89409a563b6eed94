namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>The member's values never appear in the audit log, not even hashed; the log says only that it changed.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SensitiveAttribute : Attribute;
