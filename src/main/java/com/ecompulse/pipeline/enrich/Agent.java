package com.ecompulse.pipeline.enrich;

/** What a user agent says; what it does not say is empty. */
record Agent(
    DeviceClass deviceClass, String os, String osVersion, String browser, String browserVersion) {}
